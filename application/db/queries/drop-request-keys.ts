import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/**
 * Removes the oldest idempotency records, at most a chunk. Rows are in the order they were written, so this looks at
 * nothing but the chunk.
 *
 * @returns how many were removed; fewer than the chunk when no old ones are left
 */
export async function dropRequestKeys(db: Database, beforeMs: number, chunk: number): Promise<number> {
  const removed = await db.all(sql`DELETE FROM request_keys WHERE created_at < ${beforeMs}
    AND rowid IN (SELECT rowid FROM request_keys ORDER BY rowid LIMIT ${chunk}) RETURNING 1`);
  return removed.length;
}
