import { sql } from 'drizzle-orm';
import { type Database, runBatch } from '../database.ts';
import { jsonChunks } from '../json-rows.ts';
import type { DueTimer } from './find-due-timers.ts';

export interface MovedTimer {
  timer: DueTimer;
  /** Of the series that the moment was derived from; null when there is none. */
  seriesVersion: number | null;
  /** When the slot comes, in ms since the epoch; null when the series makes nothing more. */
  atMs: number | null;
}

/**
 * Moves timers of occurrences, or removes them. Only while series and settings are what the moment was derived from: a
 * timer that a commit sets anew can look exactly like the one it was before (paused and resumed), and removing that one
 * would end a schedule.
 */
export async function moveOccurrenceTimers(
  db: Database,
  userId: string,
  settingsVersion: number,
  moved: readonly MovedTimer[],
): Promise<void> {
  const rows = moved.map(({ timer, seriesVersion, atMs }) => {
    return [timer.ref, timer.fireAtMs, timer.settingsVersion, atMs, seriesVersion];
  });
  const statements = jsonChunks(rows).flatMap((json) => {
    // Materialised, so that the timers are looked up one by one by their key (see `replanRings`).
    const planned = sql`WITH planned AS MATERIALIZED (SELECT value ->> 0 AS ref, value ->> 1 AS fire_at,
      value ->> 2 AS settings_version, value ->> 3 AS at, value ->> 4 AS series_version FROM json_each(${json}))`;
    const same = sql`old.user_id = ${userId} AND old.kind = 'occur' AND old.ref = planned.ref
      AND old.fire_at = planned.fire_at AND old.settings_version IS planned.settings_version
      AND (SELECT version FROM series WHERE user_id = ${userId} AND id = planned.ref) IS planned.series_version
      AND EXISTS (SELECT 1 FROM settings WHERE user_id = ${userId} AND version = ${settingsVersion})`;
    return [
      sql`${planned} DELETE FROM timers WHERE (user_id, kind, ref) IN (SELECT ${userId}, 'occur', old.ref
        FROM planned CROSS JOIN timers AS old WHERE ${same} AND planned.at IS NULL)`,
      sql`${planned} UPDATE timers AS old SET fire_at = planned.at, settings_version = ${settingsVersion},
        attempts = 0, parked_at = NULL, last_error = NULL FROM planned WHERE ${same} AND planned.at IS NOT NULL`,
    ];
  });
  if (statements.length > 0) await runBatch(db, statements);
}
