import { sql } from 'drizzle-orm';
import { type Database, runBatch } from '../database.ts';
import { jsonChunks } from '../json-rows.ts';
import type { DueTimer } from './find-due-timers.ts';

/** Lets ringings wait until a moment, in ms since the epoch; their plan stays what it was. */
export async function postponeRings(db: Database, userId: string, timers: DueTimer[], untilMs: number): Promise<void> {
  const statements = jsonChunks(timers.map(({ ref, plannedAtMs }) => [ref, plannedAtMs])).map(
    (json) => sql`UPDATE timers SET fire_at = ${untilMs}
      WHERE user_id = ${userId} AND kind = 'ring'
        AND (ref, planned_at) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${json}))`,
  );
  if (statements.length > 0) await runBatch(db, statements);
}

export interface Replanned {
  timer: DueTimer;
  /** The moment of the new plan, in ms since the epoch; null when there is none any more. */
  atMs: number | null;
}

/** Moves ringings to a new plan. One that a commit has set anew meanwhile is another one, and stays. */
export async function replanRings(
  db: Database,
  userId: string,
  settingsVersion: number,
  replanned: readonly Replanned[],
): Promise<void> {
  const rows = replanned.map(({ timer, atMs }) => [timer.ref, timer.plannedAtMs, timer.settingsVersion, atMs]);
  const statements = jsonChunks(rows).flatMap((json) => {
    const same = sql`timers.user_id = ${userId} AND timers.kind = 'ring' AND timers.ref = new.value ->> 0
      AND timers.planned_at = new.value ->> 1 AND timers.settings_version IS new.value ->> 2`;
    return [
      sql`UPDATE timers SET fire_at = new.value ->> 3, planned_at = new.value ->> 3, settings_version = ${settingsVersion},
        attempts = 0, parked_at = NULL, last_error = NULL
        FROM json_each(${json}) AS new WHERE ${same} AND new.value ->> 3 IS NOT NULL`,
      sql`DELETE FROM timers WHERE user_id = ${userId} AND kind = 'ring' AND EXISTS (SELECT 1 FROM json_each(${json}) AS new
        WHERE ${same} AND new.value ->> 3 IS NULL)`,
    ];
  });
  if (statements.length > 0) await runBatch(db, statements);
}
