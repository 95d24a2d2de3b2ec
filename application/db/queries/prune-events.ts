import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, runBatch } from '../database.ts';
import { HELD_FROM } from './feed-consumers.ts';
import { keepRemovedTasks } from './removed-tasks.ts';

const SpanSchema = z.object({ count: z.int(), lastSeq: z.int().nullable(), youngSeq: z.int().nullable() });

/**
 * Removes the oldest events, at most a chunk, up to the first that is young or that a consumer of the feed has not got.
 * `pruned_through` moves in the same transaction, so a reader either gets an event or is told to reset. Which tasks these
 * events removed for good is kept for those who were told of the tasks, and begin anew.
 *
 * @returns how many were removed; fewer than the chunk when no old ones are left that may go
 */
export async function pruneEvents(db: Database, beforeMs: number, chunk: number): Promise<number> {
  const [span] = z.array(SpanSchema).parse(
    await db.all(sql`SELECT count(*) AS count, max(seq) AS lastSeq,
      min(CASE WHEN occurred_at >= ${beforeMs} THEN seq END) AS youngSeq
      FROM (SELECT seq, occurred_at FROM events ORDER BY seq LIMIT ${chunk})`),
  );
  const oldThrough = span?.youngSeq == null ? (span?.lastSeq ?? 0) : span.youngSeq - 1;
  // In each statement anew: between the look and the batch a consumer may have begun.
  const through = sql`min(${oldThrough}, ${HELD_FROM})`;
  const [, , removed] = await runBatch(db, [
    keepRemovedTasks(through),
    sql`UPDATE log_state SET pruned_through = max(pruned_through, ${through})
      WHERE EXISTS (SELECT 1 FROM events WHERE seq <= ${through})`,
    sql`DELETE FROM events WHERE seq <= ${through} RETURNING 1`,
  ]);
  return removed?.length ?? 0;
}
