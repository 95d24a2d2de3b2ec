import { AppError } from '#core/errors.ts';
import type { Task } from '#core/task/task.ts';
import { findTasks } from '../db/queries/find-task.ts';
import type { ToolContext } from './tool-context.ts';

/**
 * The tasks that the items of a call name, in their order.
 *
 * @param place what the array is called in the input
 * @throws AppError `not_found`, with a pointer to each that is not there
 */
export async function requireTasks<Item extends { id: string }>(
  { db, caller }: ToolContext,
  items: readonly Item[],
  place: string,
): Promise<{ item: Item; task: Task; pointer: string }[]> {
  const found = await findTasks(
    db,
    caller.userId,
    items.map(({ id }) => id),
  );
  const missing = items.flatMap(({ id }, at) => {
    return found.has(id) ? [] : [{ path: `/${place}/${at}/id`, message: `There is no task ${id}.` }];
  });
  if (missing[0]) throw new AppError('not_found', `${missing[0].message} Nothing was changed.`, { errors: missing });
  return items.flatMap((item, at) => {
    const task = found.get(item.id);
    return task ? [{ item, task, pointer: `/${place}/${at}` }] : [];
  });
}
