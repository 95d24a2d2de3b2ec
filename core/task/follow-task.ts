import { subtasksOf, type World } from '../command/world.ts';
import type { Instant } from '../instant.ts';
import type { TaskEvent } from '../log/event.ts';
import { changeTask } from './task-event.ts';

/**
 * What subtasks do when their task takes another place: they follow it into its list, those in the trash too, so that
 * restoring one later finds it where its parent is. A task that becomes a subtask itself lets go of its own (only
 * ones in the trash can be left by then), because subtasks go one level deep.
 */
export function followTask(
  taskId: string,
  place: { listId: string; parentId: string | null },
  world: World,
  now: Instant,
): (TaskEvent | null)[] {
  const own = place.parentId === null ? {} : { parentId: null };
  return subtasksOf(world, taskId).map((subtask) =>
    changeTask(subtask, 'task.moved', { listId: place.listId, ...own }, now),
  );
}
