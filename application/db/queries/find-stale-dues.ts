import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';

const StaleDueSchema = z.discriminatedUnion('kind', [
  z.object({ id: z.string(), version: z.int(), kind: z.literal('date'), wall: z.string() }),
  z.object({ id: z.string(), version: z.int(), kind: z.literal('floating'), wall: z.string() }),
]);

/** A due whose instant was derived with an older zone. */
export type StaleDue = z.infer<typeof StaleDueSchema>;

/**
 * Dues that follow the user's zone and were derived before `settingsVersion`: of open tasks first, soonest first, as
 * those are the ones somebody looks at; then of completed tasks and the trash.
 */
export async function findStaleDues(
  db: Database,
  userId: string,
  settingsVersion: number,
  limit: number,
): Promise<StaleDue[]> {
  const columns = sql.raw('id, version, due_kind AS kind, due_wall AS wall');
  const isStale = sql`due_kind IN ('date', 'floating') AND zone_version < ${settingsVersion}`;
  const open = await db.all(sql`SELECT ${columns} FROM tasks INDEXED BY tasks_by_due
    WHERE user_id = ${userId} AND due_at IS NOT NULL AND status = 'open' AND deleted_at IS NULL AND ${isStale}
    ORDER BY due_at LIMIT ${limit}`);
  if (open.length > 0) return z.array(StaleDueSchema).parse(open);
  const rest = await db.all(sql`SELECT ${columns} FROM tasks WHERE user_id = ${userId} AND ${isStale} LIMIT ${limit}`);
  return z.array(StaleDueSchema).parse(rest);
}
