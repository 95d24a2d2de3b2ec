import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import { type PlaceReference, placeOf } from '../command/references.ts';
import { isListOpen, subtasksOf, type World } from '../command/world.ts';
import { type Refusal, refusal } from '../errors.ts';
import { toEpochMs } from '../instant.ts';
import { orderKeyAtEnd, orderKeyBetween, orderKeyOfInstant } from '../order-key.ts';
import { seriesOf } from '../series/find-series.ts';
import { isLive } from '../series/series.ts';
import type { MoveTask } from './commands.ts';
import { refuseList, refuseParent } from './decide-create-task.ts';
import { findLiveTask } from './find-task.ts';
import { followTask } from './follow-task.ts';
import type { Task } from './task.ts';
import { changeTask, onlyEvents } from './task-event.ts';

interface Place {
  listId: string;
  parentId: string | null;
}

export function decideMoveTask(command: MoveTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  const target = targetPlace(command, task, world);
  if ('refused' in target) return refuse(target.refused);
  const order = orderKey(command, task, target, world, ctx);
  if (typeof order !== 'string') return refuse(order);
  const moved = changeTask(task, 'task.moved', { ...target, orderKey: order }, ctx.now);
  return accept(onlyEvents([moved, ...followTask(task.id, target, world, ctx.now)]), { kind: 'task', id: task.id });
}

function targetPlace(command: MoveTask, task: Task, world: World): Place | { refused: Refusal } {
  const parentId = command.parentId === undefined ? keptParent(command, task) : command.parentId;
  if (parentId === null) {
    const listId = command.listId ?? task.listId;
    return isListOpen(world, listId) || listId === task.listId
      ? { listId, parentId }
      : { refused: refuseList(listId, 'listId') };
  }
  const series = seriesOf(task, world);
  // Earlier occurrences too: reopening one can make it the newest again.
  if (parentId !== task.parentId && series && isLive(series)) return { refused: REPEATS };
  const parent = world.tasks.get(parentId);
  const refused = parentId === task.parentId && parent ? null : refuseParent(parent, world, parentId);
  if (refused || !parent) return { refused: refused ?? refusal('not_found', `There is no task ${parentId}.`) };
  if (parentId === task.id) return { refused: refusal('invalid_state', 'A task cannot be its own subtask.') };
  if (subtasksOf(world, task.id).some(({ deletedAt }) => deletedAt === null)) {
    return {
      refused: refusal('invalid_state', 'A task with subtasks cannot become a subtask: they go one level deep.'),
    };
  }
  if (command.listId !== undefined && command.listId !== parent.listId) {
    const error = { path: 'listId', message: `must be ${parent.listId}, the list of the parent, or left out` };
    return { refused: refusal('validation_failed', 'A subtask is in the list of its parent.', [error]) };
  }
  return { listId: parent.listId, parentId };
}

const REPEATS = refusal('invalid_state', 'A task that repeats cannot become a subtask. Stop repeating it first.');

// Moving a subtask to another list takes it out from under its parent, which stays where it is.
function keptParent(command: MoveTask, task: Task): string | null {
  return command.listId !== undefined && command.listId !== task.listId ? null : task.parentId;
}

function orderKey(command: MoveTask, task: Task, target: Place, world: World, ctx: DecideContext): string | Refusal {
  if (command.after !== undefined && command.before !== undefined) {
    const error = { path: 'before', message: 'must be left out when after is there' };
    return refusal('validation_failed', 'Name one neighbour: after or before.', [error]);
  }
  const place = placeOf(command);
  const end = orderKeyAtEnd(toEpochMs(ctx.now), ctx.place, ctx.random);
  if (place === null) return end;
  const { side, taskId: neighbourId } = place.neighbour;
  const neighbour = neighbourId === null ? null : world.tasks.get(neighbourId);
  if (neighbour === undefined || neighbour?.id === task.id || (neighbour && !isSibling(neighbour, target))) {
    const error = { path: side, message: 'must be another task of the same list and parent' };
    return refusal('invalid_state', 'The neighbour is not in that place.', [error]);
  }
  const anchor = neighbour?.orderKey ?? null;
  const far = farKey(place, anchor, world, ctx);
  // Behind what this batch put at the end is the end again, not an instant to come.
  if (side === 'after' && far === null && anchor !== null && end > anchor) return end;
  return side === 'after' ? orderKeyBetween(anchor, far, ctx.random) : orderKeyBetween(far, anchor, ctx.random);
}

function isSibling(task: Task, place: Place): boolean {
  return task.listId === place.listId && task.parentId === place.parentId;
}

/**
 * The nearest key beyond the anchor. Candidates are all keys that are known: a stranger among them does no harm, since
 * it only makes the gap narrower, but a missing one would let the task land too far away. Beside what was loaded
 * stands what earlier commands of the batch put there, the neighbours of their neighbours, and the present instant:
 * behind it is only what this batch put at the end.
 */
function farKey({ neighbour }: PlaceReference, anchor: string | null, world: World, ctx: DecideContext): string | null {
  const known = [...world.tasks.values()].map(({ orderKey }) => orderKey);
  const loaded = [...world.siblingKeys.values()].filter((key) => key !== null);
  const keys = [...known, ...loaded, orderKeyOfInstant(toEpochMs(ctx.now))].sort();
  if (neighbour.side === 'after') return keys.find((key) => anchor === null || key > anchor) ?? null;
  return keys.findLast((key) => anchor !== null && key < anchor) ?? null;
}
