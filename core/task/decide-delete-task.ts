import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import { isListOpen, subtasksOf, type World } from '../command/world.ts';
import { INBOX_ID } from '../ids.ts';
import type { DeleteTask, RestoreTask } from './commands.ts';
import { findTask } from './find-task.ts';
import type { Task } from './task.ts';
import { changeTask, deleteTask, onlyEvents } from './task-event.ts';

/** Subtasks go to the trash with their task, at the same instant, which is how restore knows them again. */
export function decideDeleteTask(command: DeleteTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findTask(world, command);
  if (!task) return refuse(refused);
  const subject = { kind: 'task', id: task.id } as const;
  if (task.deletedAt !== null) return accept([], subject);
  const subtasks = subtasksOf(world, task.id).filter(({ deletedAt }) => deletedAt === null);
  return accept(onlyEvents([task, ...subtasks].map((each) => deleteTask(each, ctx.now))), subject);
}

/**
 * Restoring never fails for want of a place: a task whose list is gone comes back to the Inbox, a subtask whose
 * parent is gone comes back as a task of its own.
 */
export function decideRestoreTask(command: RestoreTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findTask(world, command);
  if (!task) return refuse(refused);
  const subject = { kind: 'task', id: task.id } as const;
  if (task.deletedAt === null) return accept([], subject);
  const parent = task.parentId === null ? undefined : world.tasks.get(task.parentId);
  const isParentLive = parent !== undefined && parent.deletedAt === null;
  const parentId = isParentLive ? parent.id : null;
  const listId = isParentLive ? parent.listId : isListOpen(world, task.listId) ? task.listId : INBOX_ID;
  const restore = (each: Task, place: Partial<Task>) => {
    return changeTask(each, 'task.restored', { ...place, deletedAt: null }, ctx.now);
  };
  const together = subtasksOf(world, task.id).filter(({ deletedAt }) => deletedAt === task.deletedAt);
  const events = [restore(task, { listId, parentId }), ...together.map((subtask) => restore(subtask, { listId }))];
  return accept(onlyEvents(events), subject);
}
