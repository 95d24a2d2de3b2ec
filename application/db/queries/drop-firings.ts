import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, runBatch } from '../database.ts';

/**
 * Removes some of what rang before a moment, and what became of it on every channel: the bell keeps as much as the
 * history does. Oldest first, so that all three statements are about the same.
 *
 * @returns how many went
 */
export async function dropFirings(db: Database, beforeMs: number, limit: number): Promise<number> {
  const old = (columns: string) => sql`SELECT ${sql.raw(columns)} FROM firings
    WHERE fired_at < ${beforeMs} ORDER BY fired_at, user_id, id LIMIT ${limit}`;
  const lines = sql`(user_id, reminder_id, firing_id) IN (${old('user_id, reminder_id, id')})`;
  const [, , rows] = await runBatch(db, [
    sql`DELETE FROM delivery_attempts WHERE ${lines}`,
    sql`DELETE FROM deliveries WHERE ${lines}`,
    sql`DELETE FROM firings WHERE (user_id, id) IN (${old('user_id, id')}) RETURNING 1 AS gone`,
  ]);
  return z.array(z.unknown()).parse(rows).length;
}
