import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import { deriveId } from '#core/derive-id.ts';
import { toInstant } from '#core/instant.ts';
import { nthId } from '#test/ids.ts';
import { timersOf } from '#test/timers.ts';
import { fixedAt as at, NOON, newWatcher } from '#test/watcher.ts';
import { ringRef } from '../../db/ring-ref.ts';
import { timers } from '../../db/schema.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const taskId = nthId('task', 1);
const reminderId = deriveId('reminder', taskId);

const meeting = (dueMs: number, more: object = {}): CommandInput => ({
  type: 'task.create',
  taskId,
  title: 'Meeting',
  due: at(dueMs),
  ...more,
});
const moveDue = (dueMs: number): CommandInput => ({ type: 'task.update', taskId, patch: { due: at(dueMs) } });
const before = (minutes: number, n = 1) => ({
  reminderId: nthId('reminder', n),
  when: { kind: 'before' as const, minutes },
});

describe('a reminder', () => {
  it('RM1 rings at its moment, once, whatever runs twice', async () => {
    const { say, until, ring, rang } = await newWatcher();
    await say(meeting(NOON + 2 * HOUR));
    await until(NOON + 89 * MINUTE);
    expect(await rang()).toEqual([]);
    await until(NOON + 3 * HOUR);
    await ring();
    const moment = toInstant(NOON + 90 * MINUTE);
    expect(await rang()).toMatchObject([
      { reminderId, taskId, title: 'Meeting', plannedAt: moment, scheduledAt: moment, firedAt: moment, version: 1 },
    ]);
  });

  it('RM1 rings for each of two tasks whose client chose one id for both reminders', async () => {
    const { say, until, rang } = await newWatcher();
    const reminders = [before(30)];
    await say(meeting(NOON + HOUR, { reminders }));
    const second = await say(meeting(NOON + HOUR, { taskId: nthId('task', 2), reminders }));
    await until(NOON + HOUR);
    expect((await rang()).map((firing) => firing.taskId).sort()).toEqual([taskId, second.task?.id].sort());
  });

  it('RM1 rings once when it was cut off between the ringing and the removal of its timer', async () => {
    const { user, say, until, ring, rang } = await newWatcher();
    await say(meeting(NOON + HOUR));
    await until(NOON + HOUR);
    const at = NOON + 30 * MINUTE;
    await user.db.insert(timers).values({
      userId: user.id,
      kind: 'ring',
      ref: ringRef(taskId, reminderId),
      fireAt: toInstant(at),
      plannedAt: toInstant(at),
      attempts: 0,
    });
    await ring();
    expect(await rang()).toHaveLength(1);
    expect(await timersOf(user)).toEqual([]);
  });

  it('RM1 rings late, once, when the machine was off at its moment', async () => {
    const { user, say, sleepUntil, ring, rang } = await newWatcher();
    await say(meeting(NOON + HOUR));
    sleepUntil(NOON + 10 * HOUR);
    await ring();
    expect(await rang()).toMatchObject([
      { plannedAt: toInstant(NOON + 30 * MINUTE), firedAt: toInstant(NOON + 10 * HOUR) },
    ]);
    expect(await timersOf(user)).toEqual([]);
  });

  it('RM2 survives a change of something else after its moment has passed', async () => {
    const { say, sleepUntil, ring, rang } = await newWatcher();
    await say(meeting(NOON + HOUR));
    sleepUntil(NOON + 45 * MINUTE);
    await say({ type: 'task.update', taskId, patch: { title: 'Big meeting' } });
    await ring();
    expect(await rang()).toMatchObject([{ title: 'Big meeting', plannedAt: toInstant(NOON + 30 * MINUTE) }]);
  });

  it('RM3 goes with the due: there and back rings once', async () => {
    const { say, until, rang } = await newWatcher();
    await say(meeting(NOON + HOUR));
    await until(NOON + 35 * MINUTE);
    const { correlationId } = await say(moveDue(NOON + 3 * HOUR));
    await say({ type: 'undo', correlationId });
    await until(NOON + 2 * HOUR);
    expect(await rang()).toHaveLength(1);
    await say(moveDue(NOON + 5 * HOUR));
    await until(NOON + 6 * HOUR);
    expect((await rang()).map(({ plannedAt }) => plannedAt)).toEqual(
      [NOON + 30 * MINUTE, NOON + 4.5 * HOUR].map(toInstant),
    );
  });

  it('RM3 rings at once when the due moves so near that its moment has passed', async () => {
    const { say, until, rang } = await newWatcher();
    await say(meeting(NOON + 5 * HOUR));
    await say(moveDue(NOON + 10 * MINUTE));
    await until(NOON + MINUTE);
    expect(await rang()).toMatchObject([{ firedAt: toInstant(NOON) }]);
  });

  it('RM3 is silent without the due it hangs on, and rings again by the one that follows', async () => {
    const { say, until, rang, user } = await newWatcher();
    await say(meeting(NOON + HOUR));
    await say({ type: 'task.update', taskId, patch: { due: null } });
    expect(await timersOf(user)).toEqual([]);
    await until(NOON + 2 * HOUR);
    await say(moveDue(NOON + 5 * HOUR));
    await until(NOON + 6 * HOUR);
    expect(await rang()).toMatchObject([{ plannedAt: toInstant(NOON + 4.5 * HOUR) }]);
  });

  it.each<[string, CommandInput, CommandInput]>([
    ['completing', { type: 'task.complete', taskId }, { type: 'task.reopen', taskId }],
    ['deleting', { type: 'task.delete', taskId }, { type: 'task.restore', taskId }],
  ])('RM4 %s silences; coming back plans what is still to come and nothing from the past', async (_name, off, on) => {
    const { say, until, rang, user } = await newWatcher();
    await say(meeting(NOON + 4 * HOUR, { reminders: [before(180, 1), before(30, 2)] }));
    const { correlationId } = await say(off);
    expect(await timersOf(user)).toEqual([]);
    await until(NOON + 2 * HOUR);
    await say(on);
    await until(NOON + 5 * HOUR);
    expect(await rang()).toMatchObject([{ reminderId: nthId('reminder', 2) }]);
    expect(correlationId).toBeTruthy();
  });

  it('RM5 snoozed, rings again then; the due stays, and the ringing of now is taken notice of', async () => {
    const { say, until, rang } = await newWatcher();
    const { task } = await say(meeting(NOON + HOUR));
    await until(NOON + 40 * MINUTE);
    const snoozed = await say({
      type: 'reminder.snooze',
      taskId,
      reminderId,
      snooze: { kind: 'minutes', minutes: 15 },
    });
    expect(snoozed.task?.due).toEqual(task?.due);
    expect(await rang()).toMatchObject([{ acknowledgedAt: toInstant(NOON + 40 * MINUTE) }]);
    await until(NOON + 2 * HOUR);
    expect((await rang()).map(({ firedAt }) => firedAt)).toEqual(
      [NOON + 30 * MINUTE, NOON + 55 * MINUTE].map(toInstant),
    );
  });

  it('RM5 snoozed until morning is the user’s tomorrow', async () => {
    const { say, until, rang } = await newWatcher();
    await say(meeting(NOON + HOUR));
    await until(NOON + 40 * MINUTE);
    await say({ type: 'reminder.snooze', taskId, reminderId, snooze: { kind: 'morning' } });
    await until(NOON + 24 * HOUR);
    expect((await rang()).at(-1)).toMatchObject({ firedAt: '2026-11-22T08:00:00.000Z' });
  });

  it('RM6 waits for the end of quiet hours, which is no lateness', async () => {
    const { say, until, rang } = await newWatcher();
    await say({ type: 'settings.update', patch: { quietHours: { from: '22:00', to: '07:00' } } });
    await say(meeting(Date.parse('2026-11-22T01:00:00Z')));
    await until(Date.parse('2026-11-22T12:00:00Z'));
    const end = '2026-11-22T06:00:00.000Z';
    expect(await rang()).toMatchObject([{ plannedAt: '2026-11-22T00:30:00.000Z', scheduledAt: end, firedAt: end }]);
  });

  it('RM6 rings at once when quiet hours are switched off while it waits', async () => {
    const { say, until, rang } = await newWatcher();
    await say({ type: 'settings.update', patch: { quietHours: { from: '22:00', to: '07:00' } } });
    await say(meeting(Date.parse('2026-11-22T01:00:00Z')));
    await until(Date.parse('2026-11-22T02:00:00Z'));
    expect(await rang()).toEqual([]);
    await say({ type: 'settings.update', patch: { quietHours: null } });
    await until(Date.parse('2026-11-22T02:00:00Z'));
    expect(await rang()).toMatchObject([{ firedAt: '2026-11-22T02:00:00.000Z' }]);
  });

  it('RM7 of a floating due follows the user to another zone; of a fixed one stays', async () => {
    const { say, until, rang } = await newWatcher();
    const other = nthId('task', 2);
    await say({ type: 'task.create', taskId, title: 'Pills', due: { kind: 'floating', local: '2026-11-21T20:00' } });
    await say({
      type: 'task.create',
      taskId: other,
      title: 'Call home',
      due: { kind: 'fixed', local: '2026-11-21T20:00', zone: 'Europe/Berlin' },
    });
    await say({ type: 'settings.update', patch: { zone: 'America/New_York' } });
    await until(NOON + 24 * HOUR);
    expect((await rang()).map(({ title, firedAt }) => [title, firedAt])).toEqual([
      ['Call home', '2026-11-21T18:30:00.000Z'],
      ['Pills', '2026-11-22T00:30:00.000Z'],
    ]);
  });

  it('RM7 that has rung does not ring again in the next zone; one whose moment is past there rings at once', async () => {
    const { say, until, rang } = await newWatcher();
    const later = nthId('task', 2);
    await say({ type: 'task.create', taskId, title: 'Rang', due: { kind: 'floating', local: '2026-11-21T14:00' } });
    await say({
      type: 'task.create',
      taskId: later,
      title: 'Past',
      due: { kind: 'floating', local: '2026-11-21T18:00' },
    });
    await until(NOON + HOUR);
    expect(await rang()).toMatchObject([{ title: 'Rang' }]);
    // In Tokyo it is 22:00 by now.
    await say({ type: 'settings.update', patch: { zone: 'Asia/Tokyo' } });
    await until(NOON + HOUR);
    await say({ type: 'settings.update', patch: { zone: 'America/New_York' } });
    await until(NOON + 24 * HOUR);
    expect((await rang()).map(({ title, firedAt }) => [title, firedAt])).toEqual([
      ['Rang', toInstant(NOON + 30 * MINUTE)],
      ['Past', toInstant(NOON + HOUR)],
    ]);
  });

  it('RM7 that comes due before its new plan was made is planned first, and rings by that', async () => {
    const { user, say, until, rang } = await newWatcher();
    await say({ type: 'task.create', taskId, title: 'Pills', due: { kind: 'floating', local: '2026-11-21T14:00' } });
    await say({ type: 'settings.update', patch: { zone: 'America/New_York' } });
    // The derivation is still busy with other tasks.
    await user.db.delete(timers).where(and(eq(timers.userId, user.id), eq(timers.kind, 'rederive')));
    await until(NOON + 24 * HOUR);
    expect((await rang()).map(({ firedAt }) => firedAt)).toEqual(['2026-11-21T18:30:00.000Z']);
  });

  it('RM8 many that come due together ring in one commit a chunk', async () => {
    const { user, say, until, rang } = await newWatcher();
    for (let n = 0; n < 250; n += 1) {
      await say({ type: 'task.create', taskId: nthId('task', n), title: `${n}`, due: at(NOON + HOUR) });
    }
    user.meter.trips = 0;
    await until(NOON + HOUR);
    expect(await rang()).toHaveLength(250);
    expect(new Set((await rang()).map(({ taskId: id }) => id)).size).toBe(250);
    expect(user.meter.trips).toBeLessThan(20);
  });
});

describe('setting reminders', () => {
  it('RM9 a due with a time gets the reminder of the settings, if its moment is to come; a day gets none', async () => {
    const { say } = await newWatcher();
    const reminders = async (n: number, due: object, more: object = {}) =>
      (await say({ type: 'task.create', taskId: nthId('task', n), title: 'x', due, ...more } as CommandInput)).task
        ?.reminders;
    expect(await reminders(1, at(NOON + HOUR))).toMatchObject([
      { when: { kind: 'before', minutes: 30 }, channels: ['in_app', 'push'], ringAt: null },
    ]);
    expect(await reminders(2, at(NOON + 10 * MINUTE))).toEqual([]);
    expect(await reminders(3, { kind: 'date', date: '2026-12-01' })).toEqual([]);
    expect(await reminders(4, at(NOON + HOUR), { reminders: [] })).toEqual([]);
    await say({ type: 'settings.update', patch: { defaultLeadMinutes: null } });
    expect(await reminders(5, at(NOON + HOUR))).toEqual([]);
  });

  it('RM9 a time that a task gets later brings it, too; a day counts leads from the morning', async () => {
    const { say, until, rang } = await newWatcher();
    await say({ type: 'task.create', taskId, title: 'x', due: { kind: 'date', date: '2026-11-23' } });
    await say({ type: 'reminder.add', taskId, ...before(24 * 60) });
    await until(NOON + 23 * HOUR);
    expect(await rang()).toMatchObject([{ firedAt: '2026-11-22T08:00:00.000Z' }]);
    const other = nthId('task', 2);
    await say({ type: 'task.create', taskId: other, title: 'y' });
    const { task } = await say({ type: 'task.update', taskId: other, patch: { due: at(NOON + 48 * HOUR) } });
    expect(task?.reminders).toHaveLength(1);
  });

  it('RM10 what would never ring is refused, and the field is named', async () => {
    const { ask, say } = await newWatcher();
    await say({ type: 'task.create', taskId, title: 'x' });
    const refused = { status: 'refused', code: 'validation_failed', errors: [{ path: 'when' }] };
    expect(await ask({ type: 'reminder.add', taskId, ...before(5) })).toMatchObject(refused);
    const past = { kind: 'floating' as const, local: '2026-11-21T12:59' };
    expect(await ask({ type: 'reminder.add', taskId, when: past })).toMatchObject(refused);
    await say(moveDue(NOON - HOUR));
    expect(await ask({ type: 'reminder.add', taskId, ...before(0) })).toMatchObject(refused);
    await say({ type: 'task.complete', taskId });
    const absolute = { kind: 'floating' as const, local: '2026-11-21T15:00' };
    expect(await ask({ type: 'reminder.add', taskId, when: absolute })).toMatchObject({ code: 'invalid_state' });
    expect(await ask({ type: 'task.create', title: 'y', reminders: [before(5)] })).toMatchObject({
      errors: [{ path: 'reminders.0.when' }],
    });
  });

  it('RM10 one whose moment has passed rings at once while the task is ahead', async () => {
    const { say, until, rang } = await newWatcher();
    await say(meeting(NOON + 10 * MINUTE));
    await say({ type: 'reminder.add', taskId, ...before(30) });
    await until(NOON + MINUTE);
    expect(await rang()).toMatchObject([{ firedAt: toInstant(NOON) }]);
  });

  it('RM11 two devices that add different ones keep both, and undo takes back one’s own', async () => {
    const { say, user } = await newWatcher();
    await say(meeting(NOON + 5 * HOUR, { reminders: [] }));
    const { correlationId } = await say({ type: 'reminder.add', taskId, ...before(10, 1) });
    await say({ type: 'reminder.add', taskId, ...before(20, 2) });
    await say({ type: 'undo', correlationId });
    expect((await timersOf(user)).map(({ ref }) => ref)).toEqual([`${taskId} ${nthId('reminder', 2)}`]);
    await say({ type: 'reminder.cancel', taskId, reminderId: nthId('reminder', 2) });
    expect(await timersOf(user)).toEqual([]);
  });

  it('RM12 acknowledging counts once, reading all reads all', async () => {
    const { say, until, rang } = await newWatcher();
    await say(meeting(NOON + HOUR, { reminders: [before(30, 1), before(20, 2)] }));
    await until(NOON + HOUR);
    const [first] = await rang();
    await say({ type: 'reminder.acknowledge', firingIds: [first?.id ?? ''] });
    expect((await say({ type: 'reminder.acknowledge', firingIds: [first?.id ?? ''] })).changed).toBe(0);
    expect((await rang()).map(({ readAt }) => readAt !== null)).toEqual([true, false]);
    await say({ type: 'reminder.read', firingIds: 'all' });
    expect((await rang()).map(({ readAt }) => readAt !== null)).toEqual([true, true]);
  });
});
