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

/** More subtasks than this of several tasks at once are not looked at; one task alone never has so many. */
const MAX_SUBTASKS_READ = 1000;

/** The subtasks of some of the user's tasks, in manual order; those in the trash not among them. */
export async function findSubtasks(db: Database, userId: string, parentIds: readonly string[]): Promise<Task[]> {
  const [rows] = await runBatch(db, [
    sql`SELECT ${TASK_COLUMNS} FROM tasks WHERE user_id = ${userId} AND parent_id IN ${inJson(parentIds)}
      AND deleted_at IS NULL ORDER BY order_key, id LIMIT ${MAX_SUBTASKS_READ}`,
  ]);
  return (rows ?? []).map(taskFromRecord);
}
