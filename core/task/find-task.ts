import type { World } from '../command/world.ts';
import { type Refusal, refusal } from '../errors.ts';
import type { Task } from './task.ts';

export type Found = { task: Task; refused?: undefined } | { task?: undefined; refused: Refusal };

/** The task of a command, or why it cannot be used: not there, or not at the version the client saw. */
export function findTask(world: World, command: { taskId: string; ifVersion?: number | undefined }): Found {
  const task = world.tasks.get(command.taskId);
  if (!task) return { refused: refusal('not_found', `There is no task ${command.taskId}.`) };
  if (command.ifVersion !== undefined && command.ifVersion !== task.version) {
    const detail = `The task is at version ${task.version} by now. Read it again and repeat the change.`;
    return { refused: refusal('precondition_failed', detail) };
  }
  return { task };
}

/** Like `findTask`, but a task in the trash is refused: it has to be restored before it can change. */
export function findLiveTask(world: World, command: { taskId: string; ifVersion?: number | undefined }): Found {
  const found = findTask(world, command);
  if (found.task && found.task.deletedAt !== null) {
    return { refused: refusal('invalid_state', 'The task is in the trash. Restore it first.') };
  }
  return found;
}
