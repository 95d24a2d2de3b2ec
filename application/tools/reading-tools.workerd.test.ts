import { describe, expect, it } from 'vitest';
import { newAgent, onSaturday } from '#test/agents.ts';
import { nthId } from '#test/ids.ts';

describe('tools that read', () => {
  it('TL3 find: today and the next days include what is overdue, filters all hold, undated come last', async () => {
    const agent = await newAgent(onSaturday());
    await agent.add(
      { title: 'undated' },
      { title: 'late', due: '2026-11-20' },
      { title: 'today', due: '2026-11-21T18:00', tags: ['home'], priority: 'high' },
      { title: 'tomorrow', due: '2026-11-22' },
      { title: 'in six days', due: '2026-11-27', tags: ['home', 'garden'] },
      { title: 'in a week', due: '2026-11-28' },
    );
    expect(await agent.titles({ when: 'today' })).toEqual(['late', 'today']);
    expect(await agent.titles({ when: 'overdue' })).toEqual(['late']);
    expect(await agent.titles({ when: 'tomorrow' })).toEqual(['tomorrow']);
    expect(await agent.titles({ when: 'next_7_days' })).toEqual(['late', 'today', 'tomorrow', 'in six days']);
    expect(await agent.titles({ when: 'undated' })).toEqual(['undated']);
    expect(await agent.titles({ when: 'next_7_days', dueBefore: '2026-11-22' })).toEqual(['late', 'today']);
    expect(await agent.titles({ dueAfter: '2026-11-27', dueBefore: '2026-12-24' })).toEqual([
      'in six days',
      'in a week',
    ]);
    expect(await agent.titles({ tags: ['home'] })).toEqual(['today', 'in six days']);
    expect(await agent.titles({ tags: ['home', 'garden'] })).toEqual(['in six days']);
    expect(await agent.titles({ priority: ['high', 'urgent'] })).toEqual(['today']);
    expect(await agent.titles({ text: 'six' })).toEqual(['in six days']);
    expect(await agent.titles({ query: '#home & !#garden' })).toEqual(['today']);
    expect(await agent.titles({ query: 'today', when: 'tomorrow' })).toEqual([]);
    expect(await agent.refused('find', { query: '#home &' })).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: '/query', place: { start: expect.any(Number) } }],
    });
    expect((await agent.titles()).at(-1)).toBe('undated');
    expect(await agent.ask('find', { limit: 2, page: 3 })).toMatchObject({ total: 6, page: 3, hasMore: false });
    expect(await agent.ask('find', { limit: 2 })).toMatchObject({ total: 6, page: 1, hasMore: true });
  });

  it('TL3 get answers whole tasks, and says which ids name none', async () => {
    const agent = await newAgent(onSaturday());
    const [id = ''] = await agent.add({
      title: 'Rent',
      notes: '**now**',
      due: '2026-12-01T09:00',
      repeat: { rule: 'FREQ=MONTHLY' },
      reminders: [{ before_minutes: 60 }],
      subtasks: [{ title: 'Transfer' }, { title: 'File' }],
    });
    const nobody = nthId('task', 7);
    expect(await agent.ask('get', { ids: [id, nobody, id] })).toMatchObject({
      tasks: [
        {
          id,
          title: 'Rent',
          notes: '**now**',
          repeats: true,
          list: { id: 'inbox', name: 'Inbox' },
          subtasks: [{ title: 'Transfer' }, { title: 'File' }],
          reminders: [{ when: { kind: 'before', minutes: 60 }, ringsAt: '2026-12-01T07:00:00.000Z' }],
          repeat: { status: 'active', rule: 'FREQ=MONTHLY', text: 'Every month on the 1st at 09:00' },
        },
      ],
      missing: [nobody],
    });
  });

  it('TL3 overview: the day with what is overdue, the clock, the lists and tags, and what rings', async () => {
    const agent = await newAgent(onSaturday());
    await agent.change('lists', { create: ['Home'] });
    await agent.add(
      { title: 'late', due: '2026-11-20' },
      { title: 'this morning', due: '2026-11-21T09:00' },
      { title: 'tonight', due: '2026-11-21T20:00', tags: ['home'], reminders: [{ before_minutes: 30 }] },
      { title: 'tomorrow', due: '2026-11-22' },
    );
    expect(await agent.ask('overview')).toMatchObject({
      now: '2026-11-21T15:00',
      zone: 'Europe/Berlin',
      day: '2026-11-21',
      overdue: [{ title: 'late' }, { title: 'this morning' }],
      due: [{ title: 'tonight' }],
      reminders: [{ title: 'tonight', ringsAt: '2026-11-21T18:30:00.000Z' }],
      lists: [
        { id: 'inbox', open: 4 },
        { name: 'Home', open: 0 },
      ],
      tags: [{ tag: 'home', open: 1 }],
    });
    expect(await agent.ask('overview', { day: '2026-11-22' })).toMatchObject({
      overdue: [],
      due: [{ title: 'tomorrow' }],
    });
  });

  it('TL12 search finds completed ones, too, and fetch answers one as text', async () => {
    const agent = await newAgent();
    const [id = ''] = await agent.add({
      title: 'Call Ada',
      notes: 'about the engine',
      subtasks: [{ title: 'Find number' }],
    });
    await agent.change('complete', { ids: [id] });
    expect(await agent.ask('search', { query: 'engine' })).toEqual({
      results: [{ id, title: 'Call Ada', url: `/all?task=${id}` }],
    });
    expect(await agent.ask('fetch', { id })).toMatchObject({
      id,
      text: 'Call Ada\n\nabout the engine\n\n- [x] Find number',
      metadata: { status: 'completed', list: 'Inbox' },
    });
    expect(await agent.refused('fetch', { id: nthId('task', 5) })).toMatchObject({ code: 'not_found' });
  });

  it('TL11 activity says what happened, by whom and with what, without what merely rang', async () => {
    const agent = await newAgent({ conversation: 'cnv_1' });
    const [id = ''] = await agent.add({ title: 'Milk' });
    await agent.change('complete', { ids: [id] });
    await agent.user.done({ type: 'task.reopen', taskId: id });
    expect(await agent.ask('activity', { task: id })).toMatchObject({
      entries: [
        { type: 'task.reopened', actor: { kind: 'user' } },
        { type: 'task.completed', title: 'Milk', actor: { kind: 'agent', client: 'test-agent', tool: 'complete' } },
        { type: 'task.created', actor: { kind: 'agent', conversation: 'cnv_1', tool: 'add' } },
      ],
      total: 3,
      hasMore: false,
    });
    expect(await agent.ask('activity', { by: 'agent', types: ['task.completed'] })).toMatchObject({ total: 1 });
  });
});
