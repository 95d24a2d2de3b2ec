import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SnapshotTask } from '#core/feed/protocol.ts';
import type { SnapshotPlace } from '#core/feed/snapshot-cursor.ts';
import { TASK_COLUMNS, taskFromRecord } from './task-record.ts';

/** About what a task has beside its notes. The page is cut exactly when it is written; here only memory is bounded. */
const TASK_BYTES = 2048;

/**
 * The statement that reads the tasks of everybody, the trash included, in the order of users and ids: bounded by count
 * and by bytes; the first task always comes.
 */
export function selectSnapshotPage(after: SnapshotPlace | null, maxTasks: number, maxBytes: number): SQL {
  const { userId, taskId } = after ?? { userId: '', taskId: '' };
  return sql`SELECT user_id, found, ${TASK_COLUMNS} FROM (
      SELECT *, count(*) OVER () AS found, sum(octet_length(notes) + ${TASK_BYTES}) OVER (ORDER BY user_id, id) - octet_length(notes) AS bytes_before
      FROM (SELECT * FROM tasks WHERE (user_id, id) > (${userId}, ${taskId}) ORDER BY user_id, id LIMIT ${maxTasks}))
    WHERE bytes_before <= ${maxBytes} ORDER BY user_id, id`;
}

export interface SnapshotRow extends SnapshotTask {
  /** How many tasks there were for the page before it was cut to size. */
  found: number;
}

export function snapshotRowFrom(row: Record<string, unknown>): SnapshotRow {
  return { userId: z.string().parse(row.user_id), task: taskFromRecord(row), found: z.int().parse(row.found) };
}
