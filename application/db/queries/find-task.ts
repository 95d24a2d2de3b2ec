import { sql } from 'drizzle-orm';
import type { Task } from '#core/task/task.ts';
import { type Database, runBatch } from '../database.ts';
import { TASK_COLUMNS, taskFromRecord } from './task-record.ts';

export async function findTask(db: Database, userId: string, taskId: string): Promise<Task | null> {
  const [rows] = await runBatch(db, [
    sql`SELECT ${TASK_COLUMNS} FROM tasks WHERE user_id = ${userId} AND id = ${taskId}`,
  ]);
  const row = rows?.[0];
  return row ? taskFromRecord(row) : null;
}
