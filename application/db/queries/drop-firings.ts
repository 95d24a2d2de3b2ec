import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';

/**
 * Removes some of what rang before a moment: the bell keeps as much as the history does.
 *
 * @returns how many went
 */
export async function dropFirings(db: Database, beforeMs: number, limit: number): Promise<number> {
  const rows = await db.all(sql`DELETE FROM firings WHERE (user_id, id) IN
    (SELECT user_id, id FROM firings WHERE fired_at < ${beforeMs} ORDER BY fired_at LIMIT ${limit}) RETURNING 1 AS gone`);
  return z.array(z.unknown()).parse(rows).length;
}
