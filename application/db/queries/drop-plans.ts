import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/**
 * Removes old plans, at most a chunk: those nobody applied soon after they expire, applied ones when they have nothing
 * to answer any more.
 *
 * @returns how many were removed; fewer than the chunk when no old ones are left
 */
export async function dropPlans(
  db: Database,
  before: { waitingMs: number; appliedMs: number },
  chunk: number,
): Promise<number> {
  const removed = await db.all(sql`DELETE FROM plans WHERE rowid IN (SELECT rowid FROM plans
    WHERE expires_at < ${before.waitingMs} AND (applied_at IS NULL OR expires_at < ${before.appliedMs})
    ORDER BY expires_at LIMIT ${chunk}) RETURNING 1`);
  return removed.length;
}
