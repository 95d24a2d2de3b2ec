import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import { isListOpen, subtasksOf, type World } from '../command/world.ts';
import { INBOX_ID } from '../ids.ts';
import type { DeleteTask, RestoreTask } from './commands.ts';
import { findTask } from './find-task.ts';
import type { Task } from './task.ts';
import { changeTask, deleteTask, onlyEvents, reopenTask } from './task-event.ts';

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
 * parent is gone comes back as a task of its own, and an open one reopens a parent that was completed meanwhile.
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
  const reopened =
    isParentLive && parent.status === 'completed' && task.status === 'open' ? [reopenTask(parent, ctx.now)] : [];
  const subtasks = subtasksOf(world, task.id).map((subtask) => {
    // One that went at the same instant by itself may be open under a completed task: it stays in the trash.
    const isTogether =
      subtask.deletedAt === task.deletedAt && (task.status === 'open' || subtask.status === 'completed');
    return isTogether ? restore(subtask, { listId }) : changeTask(subtask, 'task.moved', { listId }, ctx.now);
  });
  return accept(onlyEvents([restore(task, { listId, parentId }), ...reopened, ...subtasks]), subject);
}
