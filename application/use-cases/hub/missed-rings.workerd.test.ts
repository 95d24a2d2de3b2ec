import { describe, expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { isMissed } from '#core/reminder/missed.ts';
import { nthId } from '#test/ids.ts';
import { timersOf } from '#test/timers.ts';
import { fixedAt, NOON, newWatcher } from '#test/watcher.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const taskId = nthId('task', 1);

/** A reminder at `NOON` + an hour, of a machine that is off until it is `lateMs` late. */
async function outage(lateMs: number) {
  const watcher = await newWatcher();
  const due = fixedAt(NOON + HOUR);
  const reminders = [{ reminderId: nthId('reminder', 1), when: { kind: 'before' as const, minutes: 0 } }];
  await watcher.say({ type: 'task.create', taskId, title: 'Meeting', due, reminders });
  watcher.sleepUntil(NOON + HOUR + lateMs);
  await watcher.ring();
  return watcher;
}

describe('a reminder that comes due in a long outage', () => {
  it('RM20 rings late up to a week', async () => {
    const { rang } = await outage(WEEK);
    const [firing] = await rang();
    expect(firing).toMatchObject({ acknowledgedAt: null, readAt: null, firedAt: toInstant(NOON + HOUR + WEEK) });
    expect(firing && isMissed(firing)).toBe(false);
  });

  it('RM20 is told as missed after more than a week: acknowledged for every channel, unread in the bell, once', async () => {
    const { rang, ring, say, user } = await outage(WEEK + 1);
    await ring();
    const [firing, ...others] = await rang();
    expect(others).toEqual([]);
    const now = toInstant(NOON + HOUR + WEEK + 1);
    expect(firing).toMatchObject({ acknowledgedAt: now, readAt: null, firedAt: now, version: 1 });
    expect(firing && isMissed(firing)).toBe(true);
    expect(await timersOf(user)).toEqual([]);
    // Taking notice of it in the bell reads it, once.
    const notice = { type: 'reminder.acknowledge' as const, firingIds: [firing?.id ?? ''] };
    expect([(await say(notice)).changed, (await say(notice)).changed]).toEqual([1, 0]);
    expect(await rang()).toMatchObject([{ acknowledgedAt: now, readAt: now, version: 2 }]);
  });

  it('RM20 can still be snoozed, and rings then', async () => {
    const { rang, say, until } = await outage(2 * WEEK);
    const reminderId = nthId('reminder', 1);
    await say({ type: 'reminder.snooze', taskId, reminderId, snooze: { kind: 'minutes', minutes: 15 } });
    await until(NOON + 3 * WEEK);
    expect((await rang()).map(({ acknowledgedAt }) => acknowledgedAt !== null)).toEqual([true, false]);
  });
});
