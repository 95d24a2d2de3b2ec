import { sql } from 'drizzle-orm';
import type { Task } from '#core/task/task.ts';
import { type Database, runBatch } from '../database.ts';
import { inJson } from '../json-rows.ts';
import { TASK_COLUMNS, taskFromRecord } from './task-record.ts';

/** The user's tasks among these ids, by id. */
export async function findTasks(db: Database, userId: string, taskIds: readonly string[]): Promise<Map<string, Task>> {
  const [rows] = await runBatch(db, [
    sql`SELECT ${TASK_COLUMNS} FROM tasks WHERE user_id = ${userId} AND id IN ${inJson(taskIds)}`,
  ]);
  return new Map((rows ?? []).map(taskFromRecord).map((task) => [task.id, task]));
}

export async function findTask(db: Database, userId: string, taskId: string): Promise<Task | null> {
  const [rows] = await runBatch(db, [
    sql`SELECT ${TASK_COLUMNS} FROM tasks WHERE user_id = ${userId} AND id = ${taskId}`,
  ]);
  const row = rows?.[0];
  return row ? taskFromRecord(row) : null;
}
