import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';

const MAX_TIMERS = 5000;

/** Users with a timer that should have rung before `beforeMs`, the longest overdue first. */
export async function findOverdueUsers(db: Database, beforeMs: number, limit: number): Promise<string[]> {
  // The inner query walks the index by time; grouping everything would walk through all timers there are.
  const rows = await db.all(sql`SELECT user_id AS userId FROM
      (SELECT user_id, fire_at FROM timers WHERE parked_at IS NULL AND fire_at < ${beforeMs} ORDER BY fire_at LIMIT ${MAX_TIMERS})
    GROUP BY user_id ORDER BY min(fire_at) LIMIT ${limit}`);
  return z
    .array(z.object({ userId: z.string() }))
    .parse(rows)
    .map(({ userId }) => userId);
}
