import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, runBatch } from '../database.ts';

/**
 * Removes some of what rang before a moment, and what became of it on every channel: the bell keeps as much as the
 * history does. Oldest first, so that all statements are about the same.
 *
 * @returns how many went
 */
export async function dropFirings(db: Database, beforeMs: number, limit: number): Promise<number> {
  const old = (columns: string) => sql`SELECT ${sql.raw(columns)} FROM firings
    WHERE fired_at < ${beforeMs} ORDER BY fired_at, user_id, id LIMIT ${limit}`;
  const lines = sql`(user_id, reminder_id, firing_id) IN (${old('user_id, reminder_id, id')})`;
  const [, , , rows] = await runBatch(db, [
    sql`DELETE FROM messages WHERE (user_id, id) IN
      (SELECT user_id, message_id FROM deliveries WHERE ${lines} AND message_id IS NOT NULL)`,
    sql`DELETE FROM delivery_attempts WHERE ${lines}`,
    sql`DELETE FROM deliveries WHERE ${lines}`,
    sql`DELETE FROM firings WHERE (user_id, id) IN (${old('user_id, id')}) RETURNING 1 AS gone`,
  ]);
  return z.array(z.unknown()).parse(rows).length;
}

/**
 * Removes some of what was sent about no reminder (account mail, tests of webhooks) before a moment.
 *
 * @returns how many went
 */
export async function dropOtherDeliveries(db: Database, beforeMs: number, limit: number): Promise<number> {
  const old = (columns: string) => sql`SELECT ${sql.raw(columns)} FROM deliveries INDEXED BY deliveries_of_no_reminder
    WHERE reminder_id = '' AND updated_at < ${beforeMs} ORDER BY updated_at, user_id, firing_id LIMIT ${limit}`;
  const [, , rows] = await runBatch(db, [
    sql`DELETE FROM messages WHERE (user_id, id) IN (${old('user_id, message_id')})`,
    sql`DELETE FROM delivery_attempts WHERE (user_id, reminder_id, firing_id) IN (${old('user_id, reminder_id, firing_id')})`,
    sql`DELETE FROM deliveries WHERE (user_id, reminder_id, firing_id) IN (${old('user_id, reminder_id, firing_id')})
      RETURNING 1 AS gone`,
  ]);
  return z.array(z.unknown()).parse(rows).length;
}
