import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { RemovedPlace } from '#core/feed/snapshot-cursor.ts';
import { UserIdSchema } from '#core/ids.ts';
import { ON_THIS_LINE } from './feed-consumers.ts';

// Consumers that begin anew, and have told others of tasks before: what was removed since they have to take back.
const WHO_BEGIN_ANEW = sql`stand = 'snapshot' AND seq > 0 AND ${ON_THIS_LINE}`;

/** From where on somebody still has to hear what was removed; far beyond the end when nobody has. */
const NEEDED_FROM = sql`COALESCE((SELECT min(seq) FROM feed_consumers WHERE ${WHO_BEGIN_ANEW}), ${Number.MAX_SAFE_INTEGER})`;

/** What the events between two places say was removed for good. The types stand as in the index that finds them. */
function removalsOf(above: SQL, through: SQL, tables = sql`events`): SQL {
  return sql`SELECT events.seq, events.user_id, removed.value AS task_id
    FROM ${tables}, json_each(CASE WHEN events.type = 'task.purged' THEN json_array(events.aggregate_id)
      WHEN json_valid(events.data) THEN json_extract(events.data, '$.taskIds') ELSE '[]' END) AS removed
    WHERE events.type IN ('task.purged', 'account.tasks_erased') AND events.seq > ${above} AND events.seq <= ${through}`;
}

/** Notes the removed tasks of the events up to a seq, before these go, as far as somebody still has to hear of them. */
export function keepRemovedTasks(through: SQL): SQL {
  return sql`INSERT INTO removed_tasks (seq, user_id, task_id)
    SELECT seq, user_id, task_id FROM (${removalsOf(NEEDED_FROM, through)}) WHERE TRUE ON CONFLICT DO NOTHING`;
}

/** Drops what nobody needs any more, at most a chunk. */
export function dropRemovedTasks(chunk: number): SQL {
  return sql`DELETE FROM removed_tasks WHERE (seq, task_id) IN
    (SELECT seq, task_id FROM removed_tasks WHERE seq <= ${NEEDED_FROM} ORDER BY seq, task_id LIMIT ${chunk}) RETURNING 1`;
}

/**
 * The statement that reads which tasks were removed between the place of a consumer and its snapshot. None for one that is
 * new: it has nothing to take back.
 */
export function selectRemovedPage(consumer: string, after: RemovedPlace | null, limit: number): SQL {
  const { seq, taskId } = after ?? { seq: 0, taskId: '' };
  const above = sql`max(span.above, ${seq - 1})`;
  const through = sql`span.through`;
  return sql`WITH span AS (SELECT seq AS above, snapshot_seq AS through FROM feed_consumers
      WHERE consumer = ${consumer} AND snapshot_seq IS NOT NULL AND ${WHO_BEGIN_ANEW})
    SELECT seq, user_id AS userId, task_id AS taskId FROM (
      SELECT kept.seq, kept.user_id, kept.task_id FROM span, removed_tasks AS kept
        WHERE kept.seq > ${above} AND kept.seq <= ${through}
      UNION ALL ${removalsOf(above, through, sql`span, events`)})
    WHERE (seq, task_id) > (${seq}, ${taskId}) ORDER BY seq, task_id LIMIT ${limit}`;
}

const RowSchema = z.object({ seq: z.int(), userId: UserIdSchema, taskId: z.string() });

export function removedRowFrom(row: Record<string, unknown>): z.infer<typeof RowSchema> {
  return RowSchema.parse(row);
}
