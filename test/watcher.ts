import { env } from 'cloudflare:workers';
import { eq, sql } from 'drizzle-orm';
import { openDatabase } from '#application/db/database.ts';
import { firings } from '#application/db/schema.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { PushPort } from '#application/push-port.ts';
import { runDueTimers } from '#application/use-cases/hub/run-due-timers.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import type { CommandInput } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { timerContext } from './timers.ts';
import { newUser, type TestUser } from './users.ts';

/** Saturday, 13:00 in Berlin. */
export const NOON = Date.parse('2026-11-21T12:00:00Z');

const silent = { write: () => undefined };

/** A user in Berlin whose clock the test moves; time passes only by `until`, which rings what comes due on the way. */
export async function newWatcher(zone = 'Europe/Berlin', push: PushPort | null = null) {
  let nowMs = NOON;
  const user = await newUser({ zone, effects: { now: () => toInstant(nowMs) } });
  const device = user.at({ effects: { now: () => toInstant(nowMs) } });
  const ring = async () => {
    // Each chunk with a count of statements of its own, as in a hub.
    const chunk = () => ({ ...timerContext(user, () => nowMs), db: openDatabase(env.DB, newMeter()), push });
    while (await runDueTimers(chunk(), TIMER_HANDLERS, silent));
  };
  return {
    user,
    ring,
    nowMs: () => nowMs,
    /** Sets the clock without ringing: the machine is off. */
    sleepUntil: (toMs: number) => {
      nowMs = toMs;
    },
    until: async (toMs: number) => {
      for (let next = await nextTimer(user); next !== null && next <= toMs; next = await nextTimer(user)) {
        nowMs = Math.max(nowMs, next);
        await ring();
      }
      nowMs = toMs;
    },
    say: async (input: CommandInput) => await device.done(input),
    ask: async (input: CommandInput) => await device.run(input),
    rang: async () => await firingsOf(user),
  };
}

async function nextTimer({ db, id }: TestUser): Promise<number | null> {
  const [row] = await db.all<{ at: number | null }>(
    sql`SELECT min(fire_at) AS at FROM timers WHERE user_id = ${id} AND parked_at IS NULL`,
  );
  return row?.at ?? null;
}

export async function firingsOf({ db, id }: TestUser): Promise<Firing[]> {
  const rows = await db.select().from(firings).where(eq(firings.userId, id)).orderBy(firings.firedAt);
  return rows.map(({ userId: _user, ...firing }) => firing);
}

/** A due or a reminder at an instant, whatever the user's zone. */
export function fixedAt(ms: number) {
  return { kind: 'fixed', local: toInstant(ms).slice(0, 16), zone: 'UTC' } as const;
}
