import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';

const MAX_TIMERS = 5000;

/** Users with a timer that should have rung before `beforeMs`, the longest overdue first; or one user, if they have. */
export async function findOverdueUsers(
  db: Database,
  beforeMs: number,
  limit: number,
  userId?: string,
): Promise<string[]> {
  const ofUser = userId === undefined ? sql`` : sql`AND user_id = ${userId}`;
  // The inner queries walk the index by time; grouping everything would walk through all timers there are. From both
  // ends, so that a user with more of them than that, whose hub does not get on, hides nobody whose time came since.
  const overdue = (order: 'ASC' | 'DESC') => sql`SELECT * FROM (SELECT user_id, fire_at FROM timers
    WHERE parked_at IS NULL AND fire_at < ${beforeMs} ${ofUser} ORDER BY fire_at ${sql.raw(order)} LIMIT ${MAX_TIMERS})`;
  const rows = await db.all(sql`SELECT user_id AS userId FROM (${overdue('ASC')} UNION ALL ${overdue('DESC')})
    GROUP BY user_id ORDER BY min(fire_at) LIMIT ${limit}`);
  return z
    .array(z.object({ userId: z.string() }))
    .parse(rows)
    .map(({ userId }) => userId);
}
