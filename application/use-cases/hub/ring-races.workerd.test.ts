import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import type { CommandDone } from '#core/command/reply.ts';
import { deriveId } from '#core/derive-id.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { firingId } from '#core/reminder/firing.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { nthId } from '#test/ids.ts';
import { ringsOf } from '#test/rings.ts';
import { timerContext, timersOf } from '#test/timers.ts';
import { fixedAt, NOON, newWatcher } from '#test/watcher.ts';
import { openDatabase } from '../../db/database.ts';
import { newMeter } from '../../db/strict-d1.ts';
import { runDueTimers } from './run-due-timers.ts';
import { TIMER_HANDLERS } from './timer-handlers.ts';

const HOUR = 3_600_000;
/** When the reminder rings: the due less the lead of half an hour. Everything in a race happens in this very instant. */
const MOMENT = NOON + HOUR / 2;
const taskId = nthId('task', 1);
const reminderId = deriveId('reminder', taskId);
const reminder = { taskId, reminderId };

type Say = (input: CommandInput) => Promise<CommandDone>;
/** What a user does, in steps; each gets what the one before it answered. */
type Deed = ((say: Say, before: CommandDone | undefined) => Promise<CommandDone>)[];

const move = (dueMs: number): Deed[number] => {
  return (say) => say({ type: 'task.update', taskId, patch: { due: fixedAt(dueMs) } });
};
const undo: Deed[number] = (say, before) => say({ type: 'undo', correlationId: before?.correlationId ?? '' });
const snooze: Deed[number] = (say) => {
  return say({ type: 'reminder.snooze', ...reminder, snooze: { kind: 'minutes', minutes: 15 } });
};
const just = (input: CommandInput): Deed[number] => {
  return (say) => say(input);
};
const complete = just({ type: 'task.complete', taskId });
const remove = just({ type: 'task.delete', taskId });

const DEEDS: Record<string, Deed> = {
  snooze: [snooze],
  'snooze and undo': [snooze, undo],
  'snooze twice': [snooze, snooze],
  move: [move(NOON + 3 * HOUR)],
  'move and move back': [move(NOON + 3 * HOUR), move(NOON + HOUR)],
  'move and undo': [move(NOON + 3 * HOUR), undo],
  'move so near that it rings at once': [move(NOON + HOUR / 2 + 600_000)],
  complete: [complete],
  'complete and undo': [complete, undo],
  'complete and reopen': [complete, just({ type: 'task.reopen', taskId })],
  delete: [remove],
  'delete and restore': [remove, just({ type: 'task.restore', taskId })],
  rename: [just({ type: 'task.update', taskId, patch: { title: 'Renamed' } })],
  'cancel the reminder': [just({ type: 'reminder.cancel', ...reminder })],
  acknowledge: [just({ type: 'reminder.acknowledge', firingIds: [firingId(taskId, reminderId, toInstant(MOMENT))] })],
  'begin quiet hours': [just({ type: 'settings.update', patch: { quietHours: { from: '13:00', to: '14:00' } } })],
  'go west': [just({ type: 'settings.update', patch: { zone: 'America/New_York' } })],
  'go east': [just({ type: 'settings.update', patch: { zone: 'Asia/Tokyo' } })],
  'go west and come back': [
    just({ type: 'settings.update', patch: { zone: 'America/New_York' } }),
    just({ type: 'settings.update', patch: { zone: 'Europe/Berlin' } }),
  ],
};

/** What came of it, a day later: planned and rung how many minutes after the moment, and whether notice was taken. */
type Outcome = { planned: number; rung: number; isAcknowledged: boolean }[];

/** A task whose reminder is due this instant, and nobody has rung it yet. */
async function dueNow() {
  const watcher = await newWatcher();
  // Floating, so that the plan hangs on the settings, too. It is an hour after noon in Berlin.
  const due = { kind: 'floating' as const, local: '2026-11-21T14:00' };
  await watcher.say({ type: 'task.create', taskId, title: 'Meeting', due });
  watcher.sleepUntil(MOMENT);
  const now = () => toInstant(MOMENT);
  return {
    ring: async (d1: D1Database = env.DB) => {
      const ctx = { ...timerContext(watcher.user, () => MOMENT), db: openDatabase(d1, newMeter()) };
      while (await runDueTimers(ctx, TIMER_HANDLERS, { write: () => undefined }));
    },
    act: async (steps: Deed, d1: D1Database = env.DB, before?: CommandDone) => {
      let last = before;
      for (const step of steps) last = await step(watcher.user.at({ d1, effects: { now } }).done, last);
      return last;
    },
    outcome: async (): Promise<Outcome> => {
      await watcher.until(NOON + 24 * HOUR);
      const { firings, events } = await ringsOf(watcher.user);
      expect(events, 'each ringing stands once in the log').toBe(firings.length);
      expect(new Set(firings.map(({ plannedAt }) => plannedAt)).size, 'none is doubled').toBe(firings.length);
      expect(await timersOf(watcher.user), 'nothing is left over').toEqual([]);
      const minutes = (at: string) => (toEpochMs(at) - MOMENT) / 60_000;
      return firings
        .map(({ plannedAt, firedAt, acknowledgedAt }) => {
          expect(firedAt >= plannedAt, 'none is early').toBe(true);
          return { planned: minutes(plannedAt), rung: minutes(firedAt), isAcknowledged: acknowledgedAt !== null };
        })
        .sort((a, b) => a.planned - b.planned);
    },
  };
}

/** What may come of a deed and a ringing: what comes of them one after another, the ringing between any two steps. */
async function serialOutcomes(deed: Deed): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at <= deed.length; at += 1) {
    const { ring, act, outcome } = await dueNow();
    const before = await act(deed.slice(0, at));
    await ring();
    await act(deed.slice(at), env.DB, before);
    outcomes.push(await outcome());
  }
  return outcomes;
}

/** A database before whose n-th call something else happens; `happened` says whether it came to that. */
function interrupted(n: number, happen: () => Promise<unknown>) {
  let calls = 0;
  let hasHappened = false;
  const before = async () => {
    calls += 1;
    if (calls !== n) return;
    hasHappened = true;
    await happen();
  };
  return { d1: hookedD1(env.DB, { before }), happened: () => hasHappened };
}

describe.each(Object.entries(DEEDS))('in the instant in which a reminder rings: %s', (_name, deed) => {
  let allowed: Outcome[];

  beforeAll(async () => {
    allowed = await serialOutcomes(deed);
  });

  it('RM22 the deed comes between any two calls of the alarm to the database', async () => {
    let n = 0;
    for (let isReached = true; isReached; ) {
      n += 1;
      const { ring, act, outcome } = await dueNow();
      const { d1, happened } = interrupted(n, () => act(deed));
      await ring(d1);
      isReached = happened();
      if (isReached) expect(allowed, `call ${n} of the alarm`).toContainEqual(await outcome());
    }
    expect(n).toBeGreaterThan(4);
  });

  it('RM22 the alarm goes off between any two calls of the deed to the database', async () => {
    let n = 0;
    for (let isReached = true; isReached; ) {
      n += 1;
      const { ring, act, outcome } = await dueNow();
      const { d1, happened } = interrupted(n, () => ring());
      await act(deed, d1);
      isReached = happened();
      if (isReached) expect(allowed, `call ${n} of the deed`).toContainEqual(await outcome());
    }
    expect(n).toBeGreaterThan(1);
  });

  it('RM22 both at once, with a second alarm, in whatever order the database gets to hear of it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { ring, act, outcome } = await dueNow();
      const jittered = () => hookedD1(env.DB, { before: () => scheduler.wait(Math.random() * 4) });
      await Promise.all([ring(jittered()), act(deed, jittered()), ring(jittered())]);
      expect(allowed).toContainEqual(await outcome());
    }
  });
});
