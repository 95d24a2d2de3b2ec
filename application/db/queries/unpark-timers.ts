import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { RetryTimers } from '#core/query/timers-query.ts';
import { type Database, runBatch } from '../database.ts';

const RowSchema = z.object({ userId: z.string() });
const CountSchema = z.object({ count: z.int() });

export interface Unparked {
  /** Whose timers they were, one entry a timer. */
  userIds: string[];
  /** How many parked ones are left that fit. */
  remaining: number;
}

/**
 * Makes parked timers due now, as if they had never failed; what they failed of last stays beside them until they are
 * through. The longest parked first, at most `limit` of them.
 */
export async function unparkTimers(
  db: Database,
  { user, kind, ref }: RetryTimers,
  nowMs: number,
  limit: number,
): Promise<Unparked> {
  const parked = sql.join(
    [
      sql`parked_at IS NOT NULL`,
      ...(user === undefined ? [] : [sql`user_id = ${user}`]),
      ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
      ...(ref === undefined ? [] : [sql`ref = ${ref}`]),
    ],
    sql` AND `,
  );
  const [rows, left] = await runBatch(db, [
    sql`UPDATE timers SET parked_at = NULL, attempts = 0, fire_at = ${nowMs}
      WHERE (user_id, kind, ref) IN
        (SELECT user_id, kind, ref FROM timers WHERE ${parked} ORDER BY parked_at LIMIT ${limit})
      RETURNING user_id AS userId`,
    sql`SELECT count(*) AS count FROM timers WHERE ${parked}`,
  ]);
  return {
    userIds: z
      .array(RowSchema)
      .parse(rows)
      .map(({ userId }) => userId),
    remaining: CountSchema.parse(left?.[0]).count,
  };
}
