import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

export interface DerivedDue {
  id: string;
  /** The version of the task whose due was derived. */
  version: number;
  dueAtMs: number;
}

/**
 * Writes derived instants, in one statement. A task that changed meanwhile is left alone, because its own commit
 * derived its due; and when the settings moved nothing is written, because all of it was derived with an old zone.
 *
 * @returns how many were written
 */
export async function writeDerivedDues(
  db: Database,
  userId: string,
  settingsVersion: number,
  derived: readonly DerivedDue[],
): Promise<number> {
  const json = JSON.stringify(derived.map(({ id, version, dueAtMs }) => [id, version, dueAtMs]));
  // Materialised, so that SQLite goes from the chunk to the tasks: its own choice is to walk through all tasks of the
  // user, and through the whole chunk for each of them.
  const written = await db.all(sql`WITH derived AS MATERIALIZED
      (SELECT value ->> 0 AS id, value ->> 1 AS version, value ->> 2 AS due_at FROM json_each(${json}))
    UPDATE tasks SET due_at = derived.due_at, zone_version = ${settingsVersion} FROM derived
    WHERE tasks.user_id = ${userId} AND tasks.id = derived.id AND tasks.version = derived.version
      AND EXISTS (SELECT 1 FROM settings WHERE user_id = ${userId} AND version = ${settingsVersion})
    RETURNING version`);
  return written.length;
}
