import { describe, expect, it } from 'vitest';
import { newAgent, onSaturday } from '#test/agents.ts';

describe('tools that change', () => {
  it('TL4 add: several tasks with everything they can have, as one commit that one undo takes back', async () => {
    const agent = await newAgent(onSaturday());
    const { changes: lists } = await agent.change('lists', { create: ['Home'] });
    const added = await agent.change('add', {
      tasks: [
        {
          title: 'Pay rent',
          notes: 'in *full*',
          list: lists[0]?.id,
          priority: 'urgent',
          tags: ['Home', 'money'],
          due: '2026-12-01T09:00',
          repeat: { rule: 'FREQ=MONTHLY', from: 'completion' },
          reminders: [{ before_minutes: 60 }, { at: '2026-11-30T19:00' }],
        },
        {
          title: 'Trip',
          subtasks: [
            { title: 'Pack', tags: ['bag'] },
            { title: 'Book', due: '2026-11-25' },
          ],
        },
      ],
    });
    expect(added).toMatchObject({ status: 'done', isReplay: false, plan: null });
    expect(added.changes.map(({ kind, title, action }) => `${kind} ${title} ${action}`)).toEqual([
      'series Pay rent created',
      'task Pay rent created',
      'task Trip created',
      'task Pack created',
      'task Book created',
    ]);
    const rent = added.changes.find(({ title, kind }) => title === 'Pay rent' && kind === 'task');
    const fields = Object.fromEntries((rent?.fields ?? []).map(({ field, after }) => [field, after]));
    expect(fields).toMatchObject({
      list: lists[0]?.id,
      priority: 'urgent',
      tags: ['home', 'money'],
      due: { kind: 'floating', local: '2026-12-01T09:00' },
    });
    expect(fields.reminders).toHaveLength(2);
    await agent.change('undo', { correlationId: added.correlationId });
    expect(await agent.titles()).toEqual([]);
  });

  it('TL4 a subtask goes under a task that is there, and a call adds only so many', async () => {
    const agent = await newAgent();
    const [parent = ''] = await agent.add({ title: 'Trip' });
    await agent.add({ title: 'Pack', parent });
    expect(await agent.ask('get', { ids: [parent] })).toMatchObject({ tasks: [{ subtasks: [{ title: 'Pack' }] }] });
    const subtasks = Array.from({ length: 40 }, (_, n) => ({ title: `s${n}` }));
    const tasks = Array.from({ length: 5 }, (_, n) => ({ title: `t${n}`, subtasks }));
    expect(await agent.refused('add', { tasks })).toMatchObject({ code: 'limit_reached' });
  });

  it('TL5 update: title, notes, priority, tags, list and parent; what is left out stays', async () => {
    const agent = await newAgent();
    const { changes } = await agent.change('lists', { create: ['Home'] });
    const [a = '', b = ''] = await agent.add({ title: 'a', tags: ['x', 'y'], notes: 'n' }, { title: 'b' });
    const updated = await agent.change('update', {
      tasks: [
        { id: a, title: 'A', priority: 'low', addTags: ['z'], removeTags: ['x'], list: changes[0]?.id },
        { id: b, notes: 'new' },
      ],
    });
    expect(updated.changes).toMatchObject([
      {
        id: a,
        title: 'A',
        action: 'changed',
        fields: [
          { field: 'title', before: 'a', after: 'A' },
          { field: 'list', before: 'inbox', after: changes[0]?.id },
          { field: 'priority', before: 'none', after: 'low' },
          { field: 'tags', before: ['x', 'y'], after: ['y', 'z'] },
        ],
      },
      { id: b, fields: [{ field: 'notes', before: '', after: 'new' }] },
    ]);
    await agent.change('update', { tasks: [{ id: b, parent: a }] });
    expect(await agent.ask('get', { ids: [a] })).toMatchObject({ tasks: [{ notes: 'n', subtasks: [{ id: b }] }] });
    expect((await agent.change('update', { tasks: [{ id: b, parent: 'none' }] })).changes).toMatchObject([
      { id: b, action: 'moved', fields: [{ field: 'parent', before: a, after: null }] },
    ]);
  });

  it('TL6 complete, reopen, delete, restore; what is as asked already is said to be unchanged', async () => {
    const agent = await newAgent();
    const [a = '', b = ''] = await agent.add({ title: 'a', subtasks: [{ title: 'sub' }] }, { title: 'b' });
    const done = await agent.change('complete', { ids: [a, a, b] });
    expect(done.changes.map(({ title, action, fields }) => [title, action, fields])).toEqual([
      ['a', 'completed', []],
      ['sub', 'completed', []],
      ['b', 'completed', []],
    ]);
    expect(await agent.change('complete', { ids: [b] })).toMatchObject({
      status: 'done',
      changes: [],
      unchanged: [{ id: b, title: 'b' }],
      correlationId: null,
    });
    expect((await agent.change('reopen', { ids: [b] })).changes).toMatchObject([{ id: b, action: 'reopened' }]);
    expect((await agent.change('delete', { ids: [b] })).changes).toMatchObject([{ id: b, action: 'deleted' }]);
    expect(await agent.refused('complete', { ids: [a, b] })).toMatchObject({
      code: 'invalid_state',
      errors: [{ path: '/ids/1' }],
    });
    expect((await agent.change('restore', { ids: [b] })).changes).toMatchObject([{ id: b, action: 'restored' }]);
  });

  it('TL7 reschedule sets, moves and clears; a rule stays as it is', async () => {
    const agent = await newAgent(onSaturday());
    const [day = '', time = '', none = '', often = ''] = await agent.add(
      { title: 'day', due: '2027-01-31' },
      { title: 'time', due: { kind: 'fixed', local: '2026-11-24T09:30', zone: 'Asia/Tokyo' } },
      { title: 'none' },
      { title: 'often', due: '2026-11-23', repeat: { rule: 'FREQ=WEEKLY;BYDAY=MO' } },
    );
    const moved = await agent.change('reschedule', {
      tasks: [
        { id: day, by: { months: 1 } },
        { id: time, by: { days: 2, hours: -1 } },
        { id: none, due: '2026-11-22' },
        { id: often, due: '2026-11-25T08:00' },
      ],
    });
    const due = (id: string) =>
      moved.changes.find((each) => each.id === id)?.fields.find(({ field }) => field === 'due')?.after;
    expect(due(day)).toEqual({ kind: 'date', date: '2027-02-28' });
    expect(due(time)).toEqual({ kind: 'fixed', local: '2026-11-26T08:30', zone: 'Asia/Tokyo' });
    expect(due(none)).toEqual({ kind: 'date', date: '2026-11-22' });
    expect(due(often)).toEqual({ kind: 'floating', local: '2026-11-25T08:00' });
    const next = await agent.change('complete', { ids: [often] });
    // They stand in the order of their ids, and that of the next one may be any.
    expect(next.changes.toSorted((a, b) => a.action.localeCompare(b.action))).toMatchObject([
      { id: often, action: 'completed' },
      { action: 'created', fields: expect.arrayContaining([expect.objectContaining({ field: 'due' })]) },
    ]);
    expect(JSON.stringify(next.changes)).toContain('2026-11-30');
    expect((await agent.change('reschedule', { tasks: [{ id: none, due: 'none' }] })).changes).toMatchObject([
      { fields: [{ field: 'due', after: null }] },
    ]);
    expect(await agent.refused('reschedule', { tasks: [{ id: none, by: { days: 1 } }] })).toMatchObject({
      code: 'invalid_state',
      errors: [{ path: '/tasks/0/by' }],
    });
    expect(await agent.refused('reschedule', { tasks: [{ id: day, by: { hours: 1 } }] })).toMatchObject({
      code: 'validation_failed',
    });
  });

  it('TL8 repeat: gives, changes, pauses, resumes, skips and stops a rule', async () => {
    const agent = await newAgent(onSaturday());
    const [id = ''] = await agent.add({ title: 'Water plants' });
    const set = (more: object) => agent.change('repeat', { tasks: [{ id, ...more }] });
    const rule = (changes: object[]) => changes.find((each) => 'kind' in each && each.kind === 'series');
    const started = await set({ action: 'set', rule: 'FREQ=DAILY', due: '2026-11-21' });
    expect(rule(started.changes)).toMatchObject({ title: 'Water plants', action: 'created' });
    expect(rule((await set({ action: 'set', rule: 'FREQ=DAILY;INTERVAL=2' })).changes)).toMatchObject({
      action: 'changed',
      fields: [{ field: 'rule', before: 'FREQ=DAILY', after: 'FREQ=DAILY;INTERVAL=2' }],
    });
    expect(rule((await set({ action: 'pause' })).changes)).toMatchObject({
      fields: [{ field: 'status', before: 'active', after: 'paused' }],
    });
    expect(await set({ action: 'pause' })).toMatchObject({ changes: [], unchanged: [{ id, title: 'Water plants' }] });
    await set({ action: 'resume' });
    expect(JSON.stringify((await set({ action: 'skip' })).changes)).toContain('2026-11-23');
    const [{ id: current = id } = {}] = (await agent.ask('find', {})).tasks as { id: string }[];
    const stop = { tasks: [{ id: current, action: 'stop' }] };
    expect(rule((await agent.change('repeat', stop)).changes)).toMatchObject({
      fields: [{ field: 'status', after: 'stopped' }],
    });
    expect(await agent.change('repeat', stop)).toMatchObject({ changes: [], unchanged: [{ id: current }] });
    expect(await agent.refused('repeat', { tasks: [{ id: current, action: 'skip' }] })).toMatchObject({
      code: 'invalid_state',
      errors: [{ path: '/tasks/0' }],
    });
    expect(
      await agent.refused('repeat', { tasks: [{ id: current, action: 'set', rule: 'FREQ=NEVER' }] }),
    ).toMatchObject({
      errors: [{ path: '/tasks/0' }],
    });
  });

  it('TL9 remind: sets, snoozes and cancels; snoozing never moves the due', async () => {
    const agent = await newAgent(onSaturday());
    const [id = '', bare = ''] = await agent.add(
      { title: 'Dentist', due: '2026-11-24T15:00', reminders: [] },
      { title: 'x' },
    );
    const remind = (more: object) => agent.change('remind', { tasks: [{ id, ...more }] });
    const reminders = (output: { changes: { fields: { field: string; after: unknown }[] }[] }) =>
      output.changes[0]?.fields.find(({ field }) => field === 'reminders')?.after;
    expect(reminders(await remind({ action: 'set', reminders: [{ before_minutes: 30 }] }))).toMatchObject([
      { when: { kind: 'before', minutes: 30 } },
    ]);
    const snoozed = await remind({ action: 'snooze', until: 90 });
    expect(reminders(snoozed)).toMatchObject([{ rings: '2026-11-21T15:30:00.000Z' }]);
    expect(snoozed.changes[0]?.fields.map(({ field }) => field)).toEqual(['reminders']);
    expect(reminders(await remind({ action: 'snooze', until: 'morning' }))).toMatchObject([
      { rings: '2026-11-22T08:00:00.000Z' },
    ]);
    expect(reminders(await remind({ action: 'snooze', until: '2026-11-23T10:00' }))).toMatchObject([
      { rings: '2026-11-23T09:00:00.000Z' },
    ]);
    await remind({ action: 'set', reminders: [{ at: '2026-11-24T08:00' }] });
    expect(await agent.refused('remind', { tasks: [{ id, action: 'snooze', until: 5 }] })).toMatchObject({
      code: 'invalid_state',
      errors: [{ path: '/tasks/0/reminder' }],
    });
    expect(reminders(await remind({ action: 'cancel' }))).toEqual([]);
    expect(await remind({ action: 'cancel' })).toMatchObject({ changes: [], unchanged: [{ id, title: 'Dentist' }] });
    expect(await agent.refused('remind', { tasks: [{ id: bare, action: 'snooze', until: 5 }] })).toMatchObject({
      code: 'invalid_state',
    });
  });

  it('TL10 tags and lists are made, renamed, merged, archived and removed', async () => {
    const agent = await newAgent();
    const [a = ''] = await agent.add({ title: 'a', tags: ['old', 'x'] });
    const tagged = await agent.change('tags', { rename: [{ from: 'old', to: 'x' }], create: ['fresh'] });
    expect(tagged.changes).toMatchObject([
      { kind: 'settings', fields: [{ field: 'keptTags', before: [], after: ['fresh'] }] },
      { kind: 'task', id: a, fields: [{ field: 'tags', before: ['old', 'x'], after: ['x'] }] },
    ]);
    expect((await agent.change('tags', { remove: ['x'] })).changes).toMatchObject([
      { fields: [{ before: ['x'], after: [] }] },
    ]);
    expect(await agent.refused('tags', { remove: ['nowhere'] })).toMatchObject({ errors: [{ path: '/remove/0' }] });
    const made = await agent.change('lists', { create: ['Home'] });
    expect(made.changes).toMatchObject([{ kind: 'list', title: 'Home', action: 'created' }]);
    const id = made.changes[0]?.id;
    const renamed = await agent.change('lists', { rename: [{ id, name: 'House' }], archive: [id] });
    expect(renamed.changes).toMatchObject([
      { title: 'House', fields: [{ field: 'name' }, { field: 'isArchived', after: true }] },
    ]);
    await agent.change('lists', { unarchive: [id] });
    expect((await agent.change('lists', { remove: [id] })).changes).toMatchObject([{ action: 'deleted' }]);
  });

  it('TL11 undo takes back what this agent did last, and not what others did', async () => {
    const agent = await newAgent({ conversation: 'here' });
    const [mine = ''] = await agent.add({ title: 'mine' });
    await agent.as({ conversation: 'elsewhere' }).change('add', { tasks: [{ title: 'other' }] });
    await agent.user.done({ type: 'task.create', title: 'the user’s' });
    expect((await agent.change('undo')).changes).toMatchObject([{ id: mine, action: 'deleted' }]);
    expect((await agent.change('undo')).changes).toMatchObject([{ id: mine, action: 'restored' }]);
    const stranger = await newAgent();
    expect(await stranger.refused('undo')).toMatchObject({ code: 'not_found' });
  });
});
