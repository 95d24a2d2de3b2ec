import { sql } from 'drizzle-orm';
import { type Database, runBatch } from '../database.ts';
import { jsonChunks } from '../json-rows.ts';
import type { DueTimer } from './find-due-timers.ts';

/**
 * Lets ringings wait until a moment, in ms since the epoch; their plan stays what it was. When the settings have moved
 * nothing is written: the quiet hours that it is the end of may be others by now.
 */
export async function postponeRings(
  db: Database,
  userId: string,
  settingsVersion: number,
  timers: DueTimer[],
  untilMs: number,
): Promise<void> {
  const statements = jsonChunks(timers.map(({ ref, plannedAtMs }) => [ref, plannedAtMs])).map(
    (json) => sql`UPDATE timers SET fire_at = ${untilMs}
      WHERE user_id = ${userId} AND kind = 'ring'
        AND (ref, planned_at) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${json}))
        AND EXISTS (SELECT 1 FROM settings WHERE user_id = ${userId} AND version = ${settingsVersion})`,
  );
  if (statements.length > 0) await runBatch(db, statements);
}

export interface Replanned {
  timer: DueTimer;
  /** Of the ringing for the moment the timer was planned for. */
  firingId: string;
  taskId: string;
  /** Of the task that the plan was made of; null when there is none. */
  taskVersion: number | null;
  /** The moment of the new plan, in ms since the epoch; null when there is none any more. */
  atMs: number | null;
}

/**
 * Moves ringings to a new plan, or removes them. Only while task and settings are what the plan was made of: a timer that
 * a commit sets anew can look exactly like the one it was before (completed and reopened, moved and moved back), and
 * removing that one would lose a reminder. A timer for a moment that rang goes, whether it is not removed yet or was set
 * again in that very instant: it has no other plan.
 */
export async function replanRings(
  db: Database,
  userId: string,
  settingsVersion: number,
  replanned: readonly Replanned[],
): Promise<void> {
  const rows = replanned.map(({ timer, firingId, taskId, taskVersion, atMs }) => {
    return [timer.ref, timer.plannedAtMs, timer.settingsVersion, atMs, taskId, taskVersion, firingId];
  });
  const statements = jsonChunks(rows).flatMap((json) => {
    // Materialised, and the timers looked up one by one by their key: SQLite's own choice is to walk through all ringings of
    // the user, and for each of them through the whole chunk, which takes seconds where there are many.
    const planned = sql`WITH planned AS MATERIALIZED (SELECT value ->> 0 AS ref, value ->> 1 AS planned_at,
      value ->> 2 AS settings_version, value ->> 3 AS at, value ->> 4 AS task_id, value ->> 5 AS task_version,
      value ->> 6 AS firing_id
      FROM json_each(${json}))`;
    const same = sql`old.user_id = ${userId} AND old.kind = 'ring' AND old.ref = planned.ref
      AND old.planned_at = planned.planned_at AND old.settings_version IS planned.settings_version
      AND (SELECT version FROM tasks WHERE user_id = ${userId} AND id = planned.task_id) IS planned.task_version
      AND EXISTS (SELECT 1 FROM settings WHERE user_id = ${userId} AND version = ${settingsVersion})`;
    const rang = sql`EXISTS (SELECT 1 FROM firings WHERE user_id = ${userId} AND id = planned.firing_id)`;
    return [
      sql`${planned} UPDATE timers AS old SET fire_at = planned.at, planned_at = planned.at,
        settings_version = ${settingsVersion}, attempts = 0, parked_at = NULL, last_error = NULL
        FROM planned WHERE ${same} AND planned.at IS NOT NULL AND NOT ${rang}`,
      sql`${planned} DELETE FROM timers WHERE (user_id, kind, ref) IN (SELECT ${userId}, 'ring', old.ref
        FROM planned CROSS JOIN timers AS old WHERE ${same} AND (planned.at IS NULL OR ${rang}))`,
    ];
  });
  if (statements.length > 0) await runBatch(db, statements);
}
