import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import { isListOpen, type World } from '../command/world.ts';
import { type Refusal, refusal } from '../errors.ts';
import { INBOX_ID } from '../ids.ts';
import { toEpochMs } from '../instant.ts';
import type { DomainEvent } from '../log/event.ts';
import { orderKeyAtEnd } from '../order-key.ts';
import { firstReminders } from '../reminder/first-reminders.ts';
import type { RecurrenceOfTask } from '../series/commands.ts';
import { createSeries, SUBTASK } from '../series/decide-start-series.ts';
import { type FoundSeries, foundSeries } from '../series/found-series.ts';
import { tagSet } from '../tag/tag.ts';
import type { CreateTask } from './commands.ts';
import { MAX_SUBTASKS, type Task } from './task.ts';

export function decideCreateTask(command: CreateTask, world: World, ctx: DecideContext): Decision {
  const { taskId } = command;
  if (taskId !== undefined && world.tasks.has(taskId))
    return refuse(refusal('id_taken', `There is a task ${taskId} already. Choose a fresh id.`));
  if (taskId !== undefined && world.usedTaskIds.has(taskId))
    return refuse(refusal('id_taken', `The task ${taskId} is gone for good, and its id with it. Choose a fresh id.`));
  const home = command.parentId === null ? homeOfTask(command, world) : homeOfSubtask(command.parentId, command, world);
  if ('refused' in home) return refuse(home.refused);
  const id = command.taskId ?? ctx.newTaskId();
  const found = command.recurrence && foundAt(command.recurrence, command, id, world, ctx);
  if (found?.refused) return refuse(found.refused);
  const due = found ? found.due : command.due;
  const made = firstReminders({ ...command, taskId: id, due }, world, ctx);
  if (made.refused) return refuse(made.refused);
  const task: Task = {
    id,
    listId: home.listId,
    parentId: command.parentId,
    title: command.title,
    notes: command.notes,
    status: 'open',
    priority: command.priority,
    tags: tagSet(command.tags),
    due,
    reminders: made.reminders,
    series: found ? { id: found.series.id, slot: found.series.start } : null,
    orderKey: orderKeyAtEnd(toEpochMs(ctx.now), ctx.place, ctx.random),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    completedAt: null,
    deletedAt: null,
  };
  const created: DomainEvent = { kind: 'task', type: 'task.created', after: task, before: null };
  return accept(found ? [created, ...createSeries(found.series)] : [created], { kind: 'task', id: task.id });
}

function foundAt(
  recurrence: RecurrenceOfTask,
  { parentId, due }: CreateTask,
  taskId: string,
  world: World,
  ctx: DecideContext,
): FoundSeries {
  if (parentId !== null) return { refused: SUBTASK };
  return foundSeries(recurrence, { taskId, due }, world, ctx);
}

type Home = { listId: string } | { refused: Refusal };

function homeOfTask(command: CreateTask, world: World): Home {
  const listId = command.listId ?? INBOX_ID;
  return isListOpen(world, listId) ? { listId } : { refused: refuseList(listId, 'listId') };
}

function homeOfSubtask(parentId: string, command: CreateTask, world: World): Home {
  const parent = world.tasks.get(parentId);
  const refused = refuseParent(parent, world, parentId);
  if (refused || !parent) return { refused: refused ?? refuseUnknownParent(parentId) };
  if (command.listId !== undefined && command.listId !== parent.listId) {
    const error = { path: 'listId', message: `must be ${parent.listId}, the list of the parent, or left out` };
    return { refused: refusal('validation_failed', 'A subtask is in the list of its parent.', [error]) };
  }
  return { listId: parent.listId };
}

function refuseUnknownParent(parentId: string): Refusal {
  const error = { path: 'parentId', message: 'must be the id of one of your tasks' };
  return refusal('not_found', `There is no task ${parentId} to be the parent.`, [error]);
}

/** Why a task cannot take subtasks (any more), if so. Subtasks go one level deep. */
export function refuseParent(parent: Task | undefined, world: World, parentId: string): Refusal | null {
  if (!parent) return refuseUnknownParent(parentId);
  const at = (message: string) => [{ path: 'parentId', message }];
  if (parent.deletedAt !== null) {
    return refusal('invalid_state', 'The parent is in the trash. Restore it first.', at('must not be in the trash'));
  }
  if (parent.parentId !== null) {
    return refusal('invalid_state', 'A subtask cannot have subtasks of its own.', at('must not be a subtask itself'));
  }
  if (parent.status === 'completed') {
    return refusal('invalid_state', 'The parent is completed. Reopen it first.', at('must be open'));
  }
  if ((world.subtaskTotals.get(parentId) ?? 0) >= MAX_SUBTASKS) {
    return refusal(
      'limit_reached',
      `A task has at most ${MAX_SUBTASKS} subtasks.`,
      at('has no room for more subtasks'),
    );
  }
  return null;
}

/** Why tasks cannot be put into a list that is not open. */
export function refuseList(listId: string, path: string): Refusal {
  const error = { path, message: 'must be one of your lists, not archived' };
  return refusal('not_found', `There is no open list ${listId}.`, [error]);
}
