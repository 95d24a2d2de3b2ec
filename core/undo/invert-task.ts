import type { DecideContext } from '../command/decision.ts';
import { isListOpen, subtasksOf, type World } from '../command/world.ts';
import type { LoggedTaskEvent, TaskEvent } from '../log/event.ts';
import { MAX_TAGS_PER_TASK, tagSet } from '../tag/tag.ts';
import type { Task } from '../task/task.ts';
import { changeTask } from '../task/task-event.ts';
import type { Inversion } from './decide-undo.ts';
import { invertFields } from './invert-fields.ts';
import { invertSet } from './invert-set.ts';

const FIELD_NAMES: Partial<Record<keyof Task, string>> = {
  listId: 'list',
  parentId: 'parent',
  orderKey: 'position',
  completedAt: 'completion',
  deletedAt: 'deletion',
  due: 'due date',
};

/**
 * Takes back what happened to a task.
 *
 * @param inHistory ids of everything the same command touched: what is undone along with this does not block it
 */
export function invertTask(happened: LoggedTaskEvent[], world: World, ctx: DecideContext, inHistory: Set<string>): Inversion {
  const task = world.tasks.get(happened[0]?.aggregateId ?? '');
  if (!task || happened.some(({ type }) => type === 'task.purged')) return { blocked: 'A task is gone from the trash for good.' };
  if (happened[0]?.type === 'task.created') return invertCreation(task, world, ctx, inHistory);
  const { change, blocked } = invertFields(happened.map(({ data }) => data), task);
  const others = blocked.filter((field) => field !== 'tags');
  if (others.length > 0) {
    const names = [...new Set(others.map((field) => FIELD_NAMES[field] ?? field))].join(' and ');
    return { blocked: `The ${names} of “${task.title}” changed since.` };
  }
  const tags = tagSet(invertSet(happened.map(({ data }) => ({ after: data.after.tags, before: data.before?.tags })), task.tags));
  const placed = follow({ ...task, ...change, tags }, world);
  const inTheWay = obstacle(task, placed, world);
  if (inTheWay) return { blocked: inTheWay };
  return { event: changeTask(task, typeOf(task, placed), placed, ctx.now) };
}

function invertCreation(task: Task, world: World, ctx: DecideContext, inHistory: Set<string>): Inversion {
  if (task.deletedAt !== null) return { event: null };
  const added = subtasksOf(world, task.id).some(({ id, deletedAt }) => deletedAt === null && !inHistory.has(id));
  if (added) return { blocked: `“${task.title}” has subtasks by now.` };
  return { event: changeTask(task, 'task.deleted', { deletedAt: ctx.now }, ctx.now) };
}

// A subtask is in the list of its parent, wherever that is by now.
function follow(task: Task, world: World): Task {
  const parent = task.parentId === null ? undefined : world.tasks.get(task.parentId);
  return parent ? { ...task, listId: parent.listId } : task;
}

/** Which rule of the house the old state would break today. The same rules that commands keep. */
function obstacle(now: Task, then: Task, world: World): string | null {
  const name = `“${then.title}”`;
  if (now.deletedAt !== null && then.deletedAt !== null) return `${name} is in the trash by now.`;
  if (then.deletedAt !== null) return null;
  if (then.tags.length > MAX_TAGS_PER_TASK) return `${name} would have more than ${MAX_TAGS_PER_TASK} tags.`;
  if (then.parentId === null) {
    const isBack = then.listId !== now.listId || now.deletedAt !== null;
    return isBack && !isListOpen(world, then.listId) ? `The list that ${name} was in is gone or archived.` : null;
  }
  const parent = world.tasks.get(then.parentId);
  if (!parent || parent.deletedAt !== null) return `The parent of ${name} is gone or in the trash.`;
  if (parent.status === 'completed' && then.status === 'open') return `The parent of ${name} is completed by now.`;
  if (then.parentId === now.parentId) return null;
  if (parent.parentId !== null) return `The parent of ${name} is a subtask itself by now.`;
  const hasSubtasks = subtasksOf(world, now.id).some(({ deletedAt }) => deletedAt === null);
  return hasSubtasks ? `${name} has subtasks by now.` : null;
}

function typeOf(now: Task, then: Task): TaskEvent['type'] {
  if (now.deletedAt === null && then.deletedAt !== null) return 'task.deleted';
  if (now.deletedAt !== null && then.deletedAt === null) return 'task.restored';
  if (now.status !== then.status) return then.status === 'completed' ? 'task.completed' : 'task.reopened';
  const isMoved = now.listId !== then.listId || now.parentId !== then.parentId || now.orderKey !== then.orderKey;
  return isMoved ? 'task.moved' : 'task.updated';
}
