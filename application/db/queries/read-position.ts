import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { logState } from '../schema.ts';

/** Where in the log a state answer is true. */
export interface Position {
  epoch: string;
  /** The user's last event; never below what was pruned, so that a reader who starts here is not told to reset. */
  seq: number;
  prunedThrough: number;
}

const RowSchema = z.object({ epoch: z.string(), prunedThrough: z.int(), seq: z.int().nullable() });

/** The statement that reads the position; it belongs into the batch of the state it is about. */
export function selectPosition(userId: string): SQL {
  return sql`SELECT epoch, pruned_through AS prunedThrough,
    (SELECT max(seq) FROM events WHERE user_id = ${userId}) AS seq FROM log_state WHERE id = 1`;
}

/** The same for a batch of built queries. */
export function queryPosition(db: Database, userId: string) {
  return db
    .select({
      epoch: logState.epoch,
      prunedThrough: logState.prunedThrough,
      seq: sql<number | null>`(SELECT max(seq) FROM events WHERE user_id = ${userId})`,
    })
    .from(logState);
}

export function positionFrom(rows: Record<string, unknown>[] | undefined): Position {
  const { epoch, prunedThrough, seq } = RowSchema.parse(rows?.[0]);
  return { epoch, prunedThrough, seq: Math.max(seq ?? 0, prunedThrough) };
}
