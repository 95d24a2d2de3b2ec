import { sql } from 'drizzle-orm';
import type { HubPort } from '#application/hub-port.ts';
import type { TimerContext } from '#application/use-cases/hub/timer-handler.ts';
import { toInstant } from '#core/instant.ts';
import { realEffects } from './effects.ts';
import type { TestUser } from './users.ts';

export interface TimerRow {
  kind: string;
  ref: string;
  fire_at: number;
  attempts: number;
  parked_at: number | null;
  last_error: string | null;
}

export async function timersOf({ db, id }: TestUser): Promise<TimerRow[]> {
  return await db.all<TimerRow>(sql`SELECT kind, ref, fire_at, attempts, parked_at, last_error FROM timers
    WHERE user_id = ${id} ORDER BY fire_at, ref`);
}

export async function addTimer({ db, id }: TestUser, kind: string, ref: string, fireAtMs: number): Promise<void> {
  await db.run(sql`INSERT INTO timers (user_id, kind, ref, fire_at) VALUES (${id}, ${kind}, ${ref}, ${fireAtMs})`);
}

/** Many at once, with refs from `0`. */
export async function addTimers({ db, id }: TestUser, count: number, kind: string, fireAtMs: number): Promise<void> {
  await db.run(sql`WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${count})
    INSERT INTO timers (user_id, kind, ref, fire_at) SELECT ${id}, ${kind}, CAST(n AS INTEGER), ${fireAtMs} FROM numbers`);
}

/** What a handler gets, with a clock that the test owns and a hub that writes down what it is asked. */
export function timerContext(user: TestUser, nowMs: () => number = Date.now): TimerContext & { asked: string[] } {
  const asked: string[] = [];
  const hub: HubPort = {
    nudge: async () => void asked.push('nudge'),
    closeSockets: async (_user, credential) => void asked.push(`close ${JSON.stringify(credential)}`),
    erase: async () => void asked.push('erase'),
  };
  const effects = { ...realEffects(), now: () => toInstant(nowMs()) };
  return { db: user.db, effects, userId: user.id, hub, push: null, trace: null, asked };
}
