import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { realEffects } from '#test/effects.ts';
import { bySchedule, complete, DAY, newGardener, reopen, repeating, seriesId, taskId } from '#test/gardener.ts';
import { timersOf } from '#test/timers.ts';
import { NOON } from '#test/watcher.ts';
import { openDatabase } from '../../db/database.ts';
import { runRetention } from '../retention/run-retention.ts';

describe('a series by the schedule', () => {
  it('SE6 makes each occurrence once at its time, whether or not the last is done, across a change of clocks', async () => {
    const { say, until, ring, slots, occurrences } = await newGardener('America/New_York');
    await say(repeating('FREQ=MONTHLY', { due: { kind: 'floating', local: '2027-02-14T02:30' } }, bySchedule('all')));
    await until(Date.parse('2027-03-14T06:59:00Z'));
    expect(await slots()).toHaveLength(1);
    await until(Date.parse('2027-03-14T07:30:00Z'));
    await ring();
    await ring();
    // 02:30 does not exist on that day: the clocks go from 02:00 to 03:00.
    expect(await slots()).toEqual(['2027-02-14T02:30 open', '2027-03-14T02:30 open']);
    expect((await occurrences())[1]?.createdAt).toBe('2027-03-14T07:30:00.000Z');
  });

  it.each([
    ['all', ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25']],
    ['latest', ['2026-11-22', '2026-11-25']],
    ['none', ['2026-11-22']],
  ] as const)('SE6 of what passed while nothing ran it makes %s', async (missed, days) => {
    const { say, sleepUntil, ring, until, occurrences } = await newGardener();
    await say(repeating('FREQ=DAILY', {}, bySchedule(missed)));
    sleepUntil(Date.parse('2026-11-25T15:00:00Z'));
    await ring();
    const made = async () => (await occurrences()).map(({ series }) => series?.slot.slice(0, 10));
    expect(await made()).toEqual(days);
    await until(Date.parse('2026-11-26T08:00:00Z'));
    expect(await made()).toEqual([...days, '2026-11-26']);
  });

  it('SE6 ends by the rule', async () => {
    const { say, until, series, slots, user } = await newGardener();
    await say(repeating('FREQ=DAILY;COUNT=3', { reminders: [] }, bySchedule('latest')));
    await until(NOON + 9 * DAY);
    expect(await slots()).toHaveLength(3);
    expect(await series()).toMatchObject({ status: 'finished', next: null });
    expect(await timersOf(user)).toEqual([]);
  });

  it('SE10 a schedule with no slot left is over, whatever took the last one', async () => {
    const single = await newGardener();
    await single.say(repeating('FREQ=DAILY;COUNT=1', {}, bySchedule('all')));
    expect(await single.series()).toMatchObject({ status: 'finished', next: null });
    for (const type of ['series.skip', 'series.make'] as const) {
      const { say, undo, series } = await newGardener();
      await say(repeating('FREQ=DAILY;COUNT=2', {}, bySchedule('all')));
      const last = await say({ type, seriesId, slot: '2026-11-23T09:00' });
      expect(await series()).toMatchObject({ status: 'finished', next: null });
      await undo(last);
      expect(await series()).toMatchObject({ status: 'active', next: '2026-11-23T09:00' });
    }
  });

  it('SE11 moves with its user, unless its zone is fixed', async () => {
    const { say, until, ring, nowMs, occurrences } = await newGardener();
    await say(repeating('FREQ=DAILY', { reminders: [] }, bySchedule('all')));
    await say({ type: 'settings.update', patch: { zone: 'America/New_York' } });
    await ring();
    await until(Date.parse('2026-11-23T13:59:00Z'));
    expect(await occurrences()).toHaveLength(1);
    await until(Date.parse('2026-11-23T14:00:00Z'));
    expect((await occurrences())[1]?.createdAt).toBe('2026-11-23T14:00:00.000Z');
    await say({ type: 'series.update', seriesId, patch: { zone: 'Asia/Tokyo' } });
    await until(nowMs() + 2 * DAY);
    expect((await occurrences()).at(-1)).toMatchObject({ due: { zone: 'Asia/Tokyo', local: '2026-11-25T09:00' } });
  });
});

describe('a series can be', () => {
  it('SE7 paused, and resumed with the next slot ahead', async () => {
    const { say, slots, until, open } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    await say({ type: 'series.pause', seriesId });
    await say(complete());
    expect(await slots()).toEqual(['2026-11-22T09:00 completed']);
    await until(NOON + 3 * DAY);
    await say({ type: 'series.resume', seriesId });
    expect(await open()).toMatchObject({ due: { local: '2026-11-25T09:00' } });
    await say({ type: 'series.resume', seriesId });
    expect(await slots()).toHaveLength(2);
  });

  it('SE7 stopped: existing tasks stay, nothing more is made, and the task can repeat anew', async () => {
    const { say, ask, slots, user } = await newGardener();
    await say(repeating('FREQ=DAILY', { reminders: [] }, bySchedule('all')));
    await say({ type: 'series.stop', seriesId });
    expect(await timersOf(user)).toEqual([]);
    await say(complete());
    expect(await slots()).toEqual(['2026-11-22T09:00 completed']);
    expect(await ask({ type: 'series.resume', seriesId })).toMatchObject({ code: 'invalid_state' });
    await say(reopen());
    const recurrence = { rule: 'FREQ=WEEKLY' };
    const again = await say({ type: 'series.start', taskId, recurrence });
    expect(again.task?.series).toMatchObject({ slot: '2026-11-22T09:00' });
    expect(again.task?.series?.id).not.toBe(seriesId);
  });

  it('SE8 skipped by one: the open task goes on, as it is', async () => {
    const { say, open, slots } = await newGardener();
    await say(repeating('FREQ=WEEKLY', { notes: 'Half done' }));
    await say({ type: 'series.skip', seriesId });
    expect(await open()).toMatchObject({ id: taskId, notes: 'Half done', due: { local: '2026-11-29T09:00' } });
    await say(complete());
    expect(await slots()).toEqual(['2026-11-29T09:00 completed', '2026-12-06T09:00 open']);
  });

  it('SE8 skipped, and not half unskipped: when the task was moved since, undo leaves task and series as they are', async () => {
    const { say, ask, open, series } = await newGardener();
    await say(repeating('FREQ=WEEKLY'));
    const { correlationId } = await say({ type: 'series.skip', seriesId });
    await say({ type: 'task.update', taskId, patch: { due: { kind: 'date', date: '2026-12-01' } } });
    const before = [await open(), await series()];
    expect(await ask({ type: 'undo', correlationId })).toMatchObject({ status: 'refused', code: 'undo_blocked' });
    expect([await open(), await series()]).toEqual(before);
  });

  it('SE8 thinned out ahead: skipped and hand-made slots do not come again', async () => {
    const { say, slots, undo } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    const skipped = await say({ type: 'series.skip', seriesId, slot: '2026-11-23T09:00' });
    const due = { kind: 'date', date: '2026-11-28' } as const;
    await say({ type: 'series.make', seriesId, slot: '2026-11-24T09:00', due });
    await say(complete());
    const after = ['2026-11-22T09:00 completed', '2026-11-24T09:00 open', '2026-11-25T09:00 open'];
    expect(await slots()).toEqual(after);
    await say(reopen());
    await undo(skipped);
    await say(complete());
    expect(await slots()).toEqual([...after.slice(0, 1), '2026-11-23T09:00 open', after[1]]);
  });

  it('SE12 left in the trash: one that waits for its completion waits on, and ends when the trash is emptied', async () => {
    const { say, series, slots, user, sleepUntil, nowMs } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    await say({ type: 'task.delete', taskId });
    expect(await series()).toMatchObject({ status: 'active' });
    await say({ type: 'task.restore', taskId });
    await say(complete());
    expect(await slots()).toHaveLength(2);
    await say({ type: 'task.delete', taskId: (await series()).current.taskId });
    sleepUntil(NOON + 100 * DAY);
    const effects = { ...realEffects(), now: () => toInstant(nowMs()) };
    const hub = { nudge: async () => undefined };
    await runRetention({
      openDatabase: (meter) => openDatabase(env.DB, meter),
      effects,
      hub,
      log: { write: () => undefined },
    });
    expect(await series()).toMatchObject({ status: 'stopped' });
    expect(await user.run(complete())).toMatchObject({ status: 'done' });
  });

  it('SE12 made from what lies in the trash, as long as the schedule needs it', async () => {
    const { say, slots, until } = await newGardener();
    await say(repeating('FREQ=YEARLY', { reminders: [] }, bySchedule('latest')));
    await say({ type: 'task.delete', taskId });
    await until(NOON + 366 * DAY);
    expect(await slots()).toEqual(['2027-11-22T09:00 open']);
  });
});
