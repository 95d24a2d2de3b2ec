import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { nthId } from '#test/ids.ts';
import { timerContext, timersOf } from '#test/timers.ts';
import { newUser } from '#test/users.ts';
import { openDatabase } from '../../db/database.ts';
import { firings, tasks } from '../../db/schema.ts';
import { newMeter } from '../../db/strict-d1.ts';
import { runDueTimers } from './run-due-timers.ts';
import { TIMER_HANDLERS } from './timer-handlers.ts';

const HOUR = 3_600_000;
/** Saturday, 13:00 in Berlin. */
const NOON = Date.parse('2026-11-21T12:00:00Z');
const taskId = nthId('task', 1);
const silent = { write: () => undefined };
const floating = { kind: 'floating', local: '2026-11-21T14:00' } as const;
const atDue = [{ reminderId: nthId('reminder', 1), when: { kind: 'before', minutes: 0 } as const }];

/** A user in Berlin to whom something happens in the very moment in which what is due is about to be written. */
async function newTraveller(commands: CommandInput[]) {
  let nowMs = NOON;
  const user = await newUser({ zone: 'Europe/Berlin', effects: { now: () => toInstant(nowMs) } });
  const device = user.at({ effects: { now: () => toInstant(nowMs) } });
  for (const command of commands) await device.done(command);
  const ring = async (d1: D1Database) => {
    const ctx = { ...timerContext(user, () => nowMs), db: openDatabase(d1, newMeter()) };
    while (await runDueTimers(ctx, TIMER_HANDLERS, silent));
  };
  return {
    user,
    device,
    async ringAt(toMs: number, meanwhile?: CommandInput) {
      nowMs = toMs;
      let isFirst = true;
      const before = async ({ isCommit }: { isCommit: boolean }) => {
        if (!isCommit || !isFirst || !meanwhile) return;
        isFirst = false;
        await device.done(meanwhile);
      };
      await ring(hookedD1(env.DB, { before }));
    },
    rang: async () => {
      const rows = await user.db.select().from(firings).where(eq(firings.userId, user.id)).orderBy(firings.firedAt);
      return rows.map(({ firedAt }) => firedAt);
    },
    made: async () => await user.db.select({ due: tasks.dueWall }).from(tasks).where(eq(tasks.userId, user.id)),
  };
}

const create: CommandInput = { type: 'task.create', taskId, title: 'Pills', due: floating, reminders: atDue };
const toNewYork: CommandInput = { type: 'settings.update', patch: { zone: 'America/New_York' } };

describe('what is overtaken in its very second', () => {
  it('RM7 a reminder whose zone changes while it rings is not lost: it rings by the new one', async () => {
    const { ringAt, rang } = await newTraveller([create]);
    await ringAt(NOON + HOUR, toNewYork);
    expect(await rang()).toEqual([]);
    await ringAt(NOON + 7 * HOUR);
    expect(await rang()).toEqual([toInstant(NOON + 7 * HOUR)]);
  });

  it('RM6 quiet hours that are set while it rings hold it back', async () => {
    const { ringAt, rang } = await newTraveller([create]);
    await ringAt(NOON + HOUR, { type: 'settings.update', patch: { quietHours: { from: '13:30', to: '16:00' } } });
    expect(await rang()).toEqual([]);
    await ringAt(NOON + 3 * HOUR);
    expect(await rang()).toEqual([toInstant(NOON + 3 * HOUR)]);
  });

  it('RM6 one at a fixed time that waits for the end of quiet hours goes by the clocks of the next zone', async () => {
    const fixed = { kind: 'fixed', local: '2026-11-21T14:00', zone: 'Europe/Berlin' } as const;
    const { device, ringAt, rang } = await newTraveller([
      { ...create, due: fixed },
      { type: 'settings.update', patch: { quietHours: { from: '13:30', to: '20:00' } } },
    ]);
    await ringAt(NOON + HOUR);
    expect(await rang()).toEqual([]);
    await device.done(toNewYork);
    await ringAt(NOON + 1.5 * HOUR);
    expect(await rang()).toEqual([toInstant(NOON + 1.5 * HOUR)]);
  });

  it('RM6 the night the clocks change has one end of quiet hours, whoever asks', async () => {
    const { ringAt, rang } = await newTraveller([
      { type: 'settings.update', patch: { quietHours: { from: '22:00', to: '02:30' } } },
      { ...create, due: { kind: 'floating', local: '2027-03-28T03:05' } },
    ]);
    // 02:30 is skipped, so it is 03:30: half past one in UTC.
    await ringAt(Date.parse('2027-03-28T01:05:00Z'));
    expect(await rang()).toEqual([]);
    await ringAt(Date.parse('2027-03-28T01:30:00Z'));
    expect(await rang()).toHaveLength(1);
  });

  it('RM3 a due with reminders can be removed, and nothing rings', async () => {
    const { user, device, rang } = await newTraveller([create]);
    await device.done({ type: 'task.update', taskId, patch: { due: null } });
    expect(await timersOf(user)).toEqual([]);
    expect(await rang()).toEqual([]);
  });
});

describe('a schedule that is overtaken in its very second', () => {
  it('RM7 makes its occurrence by the new zone', async () => {
    const recurrence = { rule: 'FREQ=DAILY', trigger: { kind: 'on_schedule', missed: 'latest' } } as const;
    const { ringAt, made } = await newTraveller([{ ...create, recurrence }]);
    const tomorrow = NOON + 25 * HOUR;
    await ringAt(tomorrow, toNewYork);
    await ringAt(tomorrow + 6 * HOUR);
    expect((await made()).map(({ due }) => due)).toEqual(['2026-11-21T14:00', '2026-11-22T14:00']);
  });
});
