import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';

export const TIMER_KINDS = ['ring', 'occur', 'push', 'claim', 'notify', 'rederive', 'revoke', 'erase'] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

const DueTimerSchema = z.object({
  kind: z.string(),
  ref: z.string(),
  fireAtMs: z.int(),
  /** Of a ringing: the moment of its plan. */
  plannedAtMs: z.int().nullable(),
  settingsVersion: z.int().nullable(),
  attempts: z.int(),
});

/** A timer whose time has come. `kind` may be one that this version of the program does not know. */
export type DueTimer = z.infer<typeof DueTimerSchema>;

/** The user's timers whose time has come, oldest first. Parked ones are in nobody's way. */
export async function findDueTimers(db: Database, userId: string, nowMs: number, limit: number): Promise<DueTimer[]> {
  const rows = await db.all(sql`SELECT ${COLUMNS} FROM timers
    WHERE user_id = ${userId} AND fire_at <= ${nowMs} AND parked_at IS NULL ORDER BY fire_at LIMIT ${limit}`);
  return z.array(DueTimerSchema).parse(rows);
}

/** Ringings or occurrences whose moment was derived with older settings, soonest first. */
export async function findStaleTimers(
  db: Database,
  userId: string,
  kind: 'ring' | 'occur',
  version: number,
  limit: number,
): Promise<DueTimer[]> {
  const rows = await db.all(sql`SELECT ${COLUMNS} FROM timers
    WHERE user_id = ${userId} AND kind = ${kind} AND settings_version < ${version} ORDER BY fire_at LIMIT ${limit}`);
  return z.array(DueTimerSchema).parse(rows);
}

/** The refs of those timers that are gone, or were set to another time since they were found due. */
export async function findMovedTimers(db: Database, userId: string, timers: readonly DueTimer[]): Promise<string[]> {
  const json = JSON.stringify(timers.map(({ kind, ref, fireAtMs }) => [kind, ref, fireAtMs]));
  const rows = await db.all(sql`SELECT value ->> 1 AS ref FROM json_each(${json}) WHERE NOT EXISTS
    (SELECT 1 FROM timers WHERE user_id = ${userId} AND kind = value ->> 0 AND ref = value ->> 1
      AND fire_at = value ->> 2)`);
  return z
    .array(z.object({ ref: z.string() }))
    .parse(rows)
    .map(({ ref }) => ref);
}

const COLUMNS = sql.raw(
  'kind, ref, fire_at AS fireAtMs, planned_at AS plannedAtMs, settings_version AS settingsVersion, attempts',
);
