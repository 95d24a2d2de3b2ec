import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';

export const TIMER_KINDS = ['rederive', 'revoke', 'erase'] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

const DueTimerSchema = z.object({
  kind: z.string(),
  ref: z.string(),
  fireAtMs: z.int(),
  settingsVersion: z.int().nullable(),
  attempts: z.int(),
});

/** A timer whose time has come. `kind` may be one that this version of the program does not know. */
export type DueTimer = z.infer<typeof DueTimerSchema>;

/** The user's timers whose time has come, oldest first. Parked ones are in nobody's way. */
export async function findDueTimers(db: Database, userId: string, nowMs: number, limit: number): Promise<DueTimer[]> {
  const rows =
    await db.all(sql`SELECT kind, ref, fire_at AS fireAtMs, settings_version AS settingsVersion, attempts FROM timers
    WHERE user_id = ${userId} AND fire_at <= ${nowMs} AND parked_at IS NULL ORDER BY fire_at LIMIT ${limit}`);
  return z.array(DueTimerSchema).parse(rows);
}
