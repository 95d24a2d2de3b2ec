import { AppError } from '#core/errors.ts';
import type { ReminderLedger } from '#core/query/deliveries-query.ts';
import type { Database } from '../../db/database.ts';
import { findTask } from '../../db/queries/find-task.ts';
import { listDeliveries } from '../../db/queries/list-deliveries.ts';

/**
 * What became of a reminder each time it rang, also of one that is no longer on its task.
 *
 * @throws AppError `not_found` when it neither is nor rang
 */
export async function readLedger(
  db: Database,
  userId: string,
  { taskId, reminderId }: { taskId: string; reminderId: string },
  limit: number,
): Promise<ReminderLedger> {
  const [task, rang] = await Promise.all([
    findTask(db, userId, taskId),
    listDeliveries(db, userId, { taskId, reminderId }, limit),
  ]);
  if (!task) throw new AppError('not_found', `There is no task ${taskId}.`);
  if (rang.length === 0 && !task.reminders.some(({ id }) => id === reminderId)) {
    throw new AppError('not_found', `The task has no reminder ${reminderId}.`);
  }
  return { reminderId, rang };
}
