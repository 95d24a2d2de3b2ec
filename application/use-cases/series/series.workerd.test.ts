import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import { TaskQuerySchema } from '#core/query/task-query.ts';
import {
  bySchedule,
  complete,
  DAY,
  EVERY_BANG,
  HOUR,
  newGardener,
  reopen,
  repeating,
  seriesId,
  taskId,
} from '#test/gardener.ts';
import { NOON } from '#test/watcher.ts';
import { listTasks } from '../../db/queries/list-tasks.ts';
import { tasks } from '../../db/schema.ts';
import { TASK_FIELDS, taskFromRow } from '../../db/task-row.ts';

describe('a task that repeats', () => {
  it('SE1 has its next occurrence in the commit that completes it, and exactly one', async () => {
    const { say, slots, open, series } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    const done = await say(complete());
    expect(done).toMatchObject({ changed: 3, task: { id: taskId, status: 'completed' } });
    await say(complete());
    expect(await slots()).toEqual(['2026-11-22T09:00 completed', '2026-11-23T09:00 open']);
    expect(await open()).toMatchObject({ title: 'Water the plants', due: { local: '2026-11-23T09:00' }, version: 1 });
    expect(await series()).toMatchObject({ status: 'active', made: 2, previous: { taskId } });
  });

  it('SE1 two devices that complete it at once make one', async () => {
    const { say, user, slots } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    const both = await Promise.all([user.run(complete()), user.run(complete())]);
    expect(both.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(await slots()).toHaveLength(2);
  });

  it('SE2 goes on with the slot ahead, however late it was done; “every!” counts from that day', async () => {
    const every = await newGardener();
    await every.say(repeating('FREQ=DAILY'));
    await every.until(NOON + 10 * DAY);
    await every.say(complete());
    expect(await every.slots()).toEqual(['2026-11-22T09:00 completed', '2026-12-02T09:00 open']);
    const bang = await newGardener();
    await bang.say(repeating('FREQ=DAILY;INTERVAL=3', {}, EVERY_BANG));
    await bang.until(NOON + 10 * DAY);
    await bang.say(complete());
    await bang.say(complete((await bang.open()).id));
    // Done twice on one day: both count from that day.
    expect(await bang.slots()).toEqual([
      '2026-11-22T09:00 completed',
      '2026-12-04T09:00 completed',
      '2026-12-04T09:00 open',
    ]);
  });

  it('SE2 one that was moved goes on from where it was moved to', async () => {
    const { say, slots } = await newGardener();
    await say(repeating('FREQ=WEEKLY;BYDAY=SU'));
    await say({ type: 'task.update', taskId, patch: { due: { kind: 'date', date: '2026-11-30' } } });
    await say(complete());
    expect(await slots()).toEqual(['2026-11-22T09:00 completed', '2026-12-06T09:00 open']);
  });

  it('SE3 reopening and undoing take back an untouched next; completing again restores it, any number of times', async () => {
    const { say, undo, slots, open } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    await say({ type: 'task.create', title: 'Balcony', parentId: taskId });
    await say(complete());
    const next = await open();
    for (const _ of [1, 2, 3]) {
      await say(reopen());
      expect(await slots()).toEqual(['2026-11-22T09:00 open']);
      await say(complete());
      expect(await open()).toMatchObject({ id: next.id });
    }
    await say(reopen());
    const done = await say(complete());
    const undone = await undo(done);
    expect(await slots()).toEqual(['2026-11-22T09:00 open']);
    await undo(undone);
    expect(await slots()).toEqual(['2026-11-22T09:00 completed', '2026-11-23T09:00 open']);
    await say(reopen());
    expect(await slots()).toEqual(['2026-11-22T09:00 open']);
  });

  it('SE3 what was taken back is not in the trash of the user', async () => {
    const { say, user } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    await say(complete());
    await say(reopen());
    const trash = await listTasks(user.db, user.id, TaskQuerySchema.parse({ status: 'trash' }), {
      moment: null,
      lists: [],
    });
    expect(trash.tasks).toEqual([]);
  });

  it.each([
    ['edited', (id: string): CommandInput => ({ type: 'task.update', taskId: id, patch: { notes: 'Mine' } })],
    ['with a subtask', (id: string): CommandInput => ({ type: 'task.create', title: 'New', parentId: id })],
    ['completed', (id: string): CommandInput => complete(id)],
  ])('SE3 a next one that is %s stays, and completing the reopened one makes nothing', async (_how, touch) => {
    for (const takeBack of ['reopen', 'undo']) {
      const { say, undo, open, slots } = await newGardener();
      await say(repeating('FREQ=DAILY'));
      const done = await say(complete());
      await say(touch((await open()).id));
      const before = await slots();
      if (takeBack === 'reopen') await say(reopen());
      else await undo(done);
      expect(await slots()).toEqual(['2026-11-22T09:00 open', ...before.slice(1)]);
      await say(complete());
      expect(await slots()).toEqual(before);
    }
  });

  it('SE4 carries everything but what was about that one day', async () => {
    const { say, open, user } = await newGardener();
    const reminders = [
      { when: { kind: 'before', minutes: 60 }, channels: ['in_app'] },
      { when: { kind: 'floating', local: '2026-11-22T07:00' } },
    ];
    await say(repeating('FREQ=WEEKLY', { notes: 'Not *too* much', priority: 'high', tags: ['home'], reminders }));
    const subtask = { title: 'Balcony', parentId: taskId, due: { kind: 'date', date: '2026-11-21' } } as const;
    const [made] = [await say({ type: 'task.create', ...subtask })];
    await say({ type: 'task.complete', taskId: made?.task?.id ?? '' });
    await say(complete());
    const next = await open();
    expect(next).toMatchObject({ notes: 'Not *too* much', priority: 'high', tags: ['home'] });
    expect(next.reminders).toMatchObject([{ when: { kind: 'before', minutes: 60 }, channels: ['in_app'] }]);
    const rows = await user.db.select(TASK_FIELDS).from(tasks).where(eq(tasks.parentId, next.id));
    expect(rows.map(taskFromRow)).toMatchObject([
      { title: 'Balcony', status: 'open', due: { kind: 'date', date: '2026-11-28' } },
    ]);
  });

  it('SE4 its reminder rings for each occurrence, once', async () => {
    const { say, until, open, rang } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    await until(NOON + 21 * HOUR);
    await say(complete());
    await until(NOON + 3 * DAY);
    const next = await open();
    expect(await rang()).toMatchObject([
      { taskId, plannedAt: '2026-11-22T07:30:00.000Z' },
      { taskId: next.id, plannedAt: '2026-11-23T07:30:00.000Z' },
    ]);
  });

  it('SE5 what is edited follows; what is edited for this one alone does not', async () => {
    const { say, open } = await newGardener();
    await say(repeating('FREQ=DAILY', { tags: ['home'] }));
    await say({ type: 'task.update', taskId, patch: { title: 'Water the cactus', tags: [] }, scope: 'this' });
    await say({ type: 'task.update', taskId, patch: { notes: 'Softly' } });
    await say(complete());
    expect(await open()).toMatchObject({ title: 'Water the plants', tags: ['home'], notes: 'Softly' });
    await say(reopen());
    await say({ type: 'task.update', taskId, patch: { title: 'Water everything' } });
    await say(complete());
    expect(await open()).toMatchObject({ title: 'Water everything', tags: ['home'], notes: 'Softly' });
  });

  it('SE5 a series is edited as a whole: its rule from the newest on, its content in all that are open', async () => {
    const { say, open, occurrences, series } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    await say({ type: 'series.make', seriesId, slot: '2026-11-25T09:00' });
    const patch = { rule: 'FREQ=WEEKLY;BYDAY=FR', start: '2026-11-23T18:30', title: 'Water' };
    await say({ type: 'series.update', seriesId, scope: 'all', patch });
    expect((await occurrences()).map(({ title }) => title)).toEqual(['Water', 'Water']);
    expect(await open()).toMatchObject({ title: 'Water' });
    expect((await occurrences()).find(({ id }) => id === taskId)).toMatchObject({
      due: { kind: 'floating', local: '2026-11-27T18:30' },
      series: { slot: '2026-11-27T18:30' },
    });
    expect(await series()).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=FR', start: '2026-11-27T18:30' });
  });

  it('SE5 a new rule for an occurrence that is done begins with the first slot still to come', async () => {
    const { say, until, slots } = await newGardener();
    await say(repeating('FREQ=DAILY', { reminders: [] }, bySchedule('latest')));
    await say(complete());
    await say({ type: 'series.update', seriesId, patch: { rule: 'FREQ=WEEKLY;BYDAY=WE' } });
    await until(NOON + 6 * DAY);
    expect(await slots()).toEqual(['2026-11-22T09:00 completed', '2026-11-25T09:00 open']);
  });

  it('SE10 ends with its last slot, and goes on when that is reopened', async () => {
    const { say, series, slots, open } = await newGardener();
    await say(repeating('FREQ=DAILY;COUNT=2'));
    await say(complete());
    const last = await open();
    await say(complete(last.id));
    expect(await series()).toMatchObject({ status: 'finished' });
    expect(await slots()).toEqual(['2026-11-22T09:00 completed', '2026-11-23T09:00 completed']);
    await say(reopen(last.id));
    expect(await series()).toMatchObject({ status: 'active' });
  });

  it('SE10 “every!” is counted by what was done', async () => {
    const { say, series, open } = await newGardener();
    await say(repeating('FREQ=DAILY;COUNT=2', {}, EVERY_BANG));
    await say(complete());
    await say(complete((await open()).id));
    expect(await series()).toMatchObject({ status: 'finished', made: 2 });
  });
});
