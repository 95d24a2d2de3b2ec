import { AppError } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import type { PlannedReminder, UpcomingReminders } from '#core/query/reminders-query.ts';
import type { Database } from '../db/database.ts';
import { findTask, findTasks } from '../db/queries/find-task.ts';
import { listRings, listRingsOf } from '../db/queries/list-rings.ts';

/**
 * The reminders of a task, with when each rings next.
 *
 * @throws AppError `not_found`
 */
export async function listReminders(db: Database, userId: string, taskId: string): Promise<PlannedReminder[]> {
  const task = await findTask(db, userId, taskId);
  if (!task) throw new AppError('not_found', `There is no task ${taskId}.`);
  const rings = new Map((await listRingsOf(db, userId, taskId)).map(({ reminderId, atMs }) => [reminderId, atMs]));
  return task.reminders.map((reminder) => {
    const atMs = rings.get(reminder.id);
    return { ...reminder, ringsAt: atMs === undefined ? null : toInstant(atMs) };
  });
}

/** What rings next over all tasks, soonest first. */
export async function listUpcomingReminders(db: Database, userId: string, limit: number): Promise<UpcomingReminders> {
  const rings = await listRings(db, userId, limit);
  const tasks = await findTasks(db, userId, [...new Set(rings.map(({ taskId }) => taskId))]);
  const reminders = rings.flatMap(({ taskId, reminderId, atMs }) => {
    const task = tasks.get(taskId);
    const reminder = task?.reminders.find(({ id }) => id === reminderId);
    return task && reminder ? [{ taskId, title: task.title, reminder: { ...reminder, ringsAt: toInstant(atMs) } }] : [];
  });
  return { reminders };
}
