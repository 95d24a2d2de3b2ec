import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import { subtasksOf, type World } from '../command/world.ts';
import { advanceOnCompletion } from '../series/advance-series.ts';
import { withdrawOnReopening } from '../series/withdraw-occurrence.ts';
import type { CompleteTask, ReopenTask } from './commands.ts';
import { findLiveTask } from './find-task.ts';
import { completeTask, onlyEvents, reopenTask } from './task-event.ts';

/** Completing a task completes its open subtasks: nobody wants to hunt for them afterwards. */
export function decideCompleteTask(command: CompleteTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  const subject = { kind: 'task', id: task.id } as const;
  if (task.status === 'completed') return accept([], subject);
  const subtasks = subtasksOf(world, task.id).filter(
    ({ deletedAt, status }) => deletedAt === null && status === 'open',
  );
  const completed = onlyEvents([task, ...subtasks].map((each) => completeTask(each, ctx.now)));
  return accept([...completed, ...advanceOnCompletion(task, world, ctx)], subject);
}

/** Reopening a subtask reopens a completed parent: an open subtask under a finished task would be invisible. */
export function decideReopenTask(command: ReopenTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  const subject = { kind: 'task', id: task.id } as const;
  if (task.status === 'open') return accept([], subject);
  const parent = task.parentId === null ? undefined : world.tasks.get(task.parentId);
  const reopened = parent?.status === 'completed' && parent.deletedAt === null ? [task, parent] : [task];
  const events = onlyEvents(reopened.map((each) => reopenTask(each, ctx.now)));
  return accept([...events, ...withdrawOnReopening(task, world, ctx.now)], subject);
}
