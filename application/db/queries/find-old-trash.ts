import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Instant, toEpochMs } from '#core/instant.ts';
import type { Task } from '#core/task/task.ts';
import type { Database } from '../database.ts';
import { MAX_BULK_BYTES } from '../load-histories.ts';
import { tasks } from '../schema.ts';
import { TASK_FIELDS, taskFromRow } from '../task-row.ts';

/**
 * Users after `afterUserId` whose trash holds something deleted before an instant. Jumps through the index of the
 * trash from user to user, two look-ups each, instead of reading everything that was ever deleted.
 */
export async function findUsersWithOldTrash(
  db: Database,
  before: Instant,
  afterUserId: string,
  limit: number,
): Promise<string[]> {
  const next = (than: ReturnType<typeof sql>) =>
    sql`(SELECT min(user_id) FROM tasks WHERE deleted_at IS NOT NULL AND user_id > ${than})`;
  const rows = await db.all(sql`WITH RECURSIVE owners (user_id) AS (
      SELECT ${next(sql`${afterUserId}`)}
      UNION ALL SELECT ${next(sql`owners.user_id`)} FROM owners WHERE owners.user_id IS NOT NULL)
    SELECT user_id AS userId FROM owners WHERE user_id IS NOT NULL AND ${toEpochMs(before)} >
      (SELECT min(deleted_at) FROM tasks WHERE tasks.user_id = owners.user_id AND deleted_at IS NOT NULL)
    LIMIT ${limit}`);
  return z
    .array(z.object({ userId: z.string() }))
    .parse(rows)
    .map(({ userId }) => userId);
}

/** What schedules make their next occurrences from: as long as they do, it stays in the trash. */
function sources(userId: string) {
  return sql`SELECT "current" ->> '$.taskId' FROM series WHERE user_id = ${userId}
    AND status IN ('active', 'paused') AND trigger ->> '$.kind' = 'on_schedule'`;
}

/** What a user deleted before an instant and did not restore, the oldest first: so much of it as fits one commit. */
export async function findOldTrash(db: Database, userId: string, before: Instant, limit: number): Promise<Task[]> {
  const oldest = sql`SELECT id FROM (
    SELECT id, sum(octet_length(notes)) OVER (ORDER BY deleted_at, id) - octet_length(notes) AS bytes_before FROM (
      SELECT id, notes, deleted_at FROM tasks
      WHERE user_id = ${userId} AND deleted_at IS NOT NULL AND deleted_at < ${toEpochMs(before)}
        AND COALESCE(parent_id, id) NOT IN (${sources(userId)})
      ORDER BY deleted_at LIMIT ${limit}))
    WHERE bytes_before < ${MAX_BULK_BYTES}`;
  const rows = await db
    .select(TASK_FIELDS)
    .from(tasks)
    .where(and(eq(tasks.userId, userId), sql`${tasks.id} IN (${oldest})`))
    .orderBy(asc(tasks.deletedAt));
  return rows.map(taskFromRow);
}
