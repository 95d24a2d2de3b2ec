import { openDatabase } from '#application/db/database.ts';
import { readHubTurn } from '#application/db/queries/read-hub-turn.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';
import { realEffects } from '#application/real-effects.ts';
import { runDueTimers } from '#application/use-cases/hub/run-due-timers.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import { toInstant } from '#core/instant.ts';

/** An alarm of a user's hub with no window open, at a moment of the bench's choosing. */
export async function meterAlarm(request: Request, { DB }: Pick<Env, 'DB'>): Promise<Meter> {
  const { searchParams } = new URL(request.url);
  const userId = searchParams.get('user') ?? '';
  const nowMs = Number(searchParams.get('at'));
  const meter = newMeter();
  const db = openDatabase(DB, meter);
  const effects = { ...realEffects, now: () => toInstant(nowMs) };
  // Calls of the hub to itself are no requests; the alarm is one.
  const hub = { nudge: async () => undefined, closeSockets: async () => undefined, erase: async () => undefined };
  const log = { write: () => undefined };
  while (await runDueTimers({ db, effects, userId, hub, push: null, trace: null }, TIMER_HANDLERS, log));
  await readHubTurn(db, { userId, since: null, credentials: [], nowMs });
  return { ...meter, hubCalls: 1 };
}
