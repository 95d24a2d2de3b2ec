import type { DecideContext } from '../command/decision.ts';
import { subtasksOf, type World } from '../command/world.ts';
import { INBOX_ID } from '../ids.ts';
import { isEqualJson } from '../json.ts';
import type { LoggedTaskEvent, TaskEvent } from '../log/event.ts';
import { reminderSet } from '../reminder/reminder.ts';
import { liveSeriesAt } from '../series/find-series.ts';
import { MAX_TAGS_PER_TASK, tagSet } from '../tag/tag.ts';
import { followTask } from '../task/follow-task.ts';
import { MAX_SUBTASKS, type Task } from '../task/task.ts';
import { changeTask, onlyEvents } from '../task/task-event.ts';
import type { Inversion } from './decide-undo.ts';
import { invertEntries } from './invert-entries.ts';
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

/** Takes back what happened to a task. What a command made goes to the trash. */
export function invertTask(happened: LoggedTaskEvent[], world: World, ctx: DecideContext): Inversion {
  const task = world.tasks.get(happened[0]?.aggregateId ?? '');
  if (!task || happened.some(({ type }) => type === 'task.purged'))
    return { blocked: 'A task is gone from the trash for good.' };
  if (happened[0]?.type === 'task.created') {
    return task.deletedAt === null ? changed(task, { ...task, deletedAt: ctx.now }, world, ctx) : { events: [] };
  }
  const { change, blocked } = invertFields(
    happened.map(({ data }) => data),
    task,
  );
  const others = blocked.filter((field) => field !== 'tags' && field !== 'reminders');
  if (others.length > 0) {
    const names = [...new Set(others.map((field) => FIELD_NAMES[field] ?? field))].join(' and ');
    return { blocked: `The ${names} of “${task.title}” changed since.` };
  }
  const tags = tagSet(
    invertSet(
      happened.map(({ data }) => ({ after: data.after.tags, before: data.before?.tags })),
      task.tags,
    ),
  );
  const reminders = reminderSet(
    invertEntries(
      happened.map(({ data }) => ({ after: data.after.reminders, before: data.before?.reminders })),
      task.reminders,
    ),
  );
  const then = follow({ ...task, ...change, tags, reminders }, world);
  const isBack = isEqualJson(then, task);
  // What happened to a task in the trash (a tag renamed everywhere) is taken back there.
  const wasInTrash = happened.at(-1)?.data.after.deletedAt !== null;
  if (!isBack && task.deletedAt !== null && then.deletedAt !== null && !wasInTrash) {
    return { blocked: `“${task.title}” is in the trash by now.` };
  }
  return isBack ? { events: [] } : changed(task, then, world, ctx);
}

function changed(now: Task, then: Task, world: World, ctx: DecideContext): Inversion {
  const inTheWay = obstacle(now, then, world);
  if (inTheWay) return { blocked: inTheWay };
  const isPlaced = now.listId !== then.listId || now.parentId !== then.parentId;
  const followers = isPlaced ? followTask(now.id, then, world, ctx.now) : [];
  return { events: onlyEvents([changeTask(now, typeOf(now, then), then, ctx.now), ...followers]) };
}

// A subtask is in the list of its parent, wherever that is by now.
function follow(task: Task, world: World): Task {
  const parent = task.parentId === null ? undefined : world.tasks.get(task.parentId);
  return parent ? { ...task, listId: parent.listId } : task;
}

/** Which rule of the house the old state would break today. The same rules that commands keep. */
function obstacle(now: Task, then: Task, world: World): string | null {
  const name = `“${then.title}”`;
  const subtasks = subtasksOf(world, now.id).filter(({ deletedAt }) => deletedAt === null);
  const isLive = then.deletedAt === null;
  if (!isLive && subtasks.length > 0) return `${name} has subtasks by now.`;
  if (then.status === 'completed' && subtasks.some(({ status }) => status === 'open'))
    return `${name} has open subtasks by now.`;
  if (liveSeriesAt(then, world) && then.due === null) return `${name} repeats by now, so it needs a due date.`;
  if (liveSeriesAt(then, world) && then.parentId !== null) return `${name} repeats by now, so it cannot be a subtask.`;
  if (then.tags.length > MAX_TAGS_PER_TASK) return `${name} would have more than ${MAX_TAGS_PER_TASK} tags.`;
  if (then.parentId !== null)
    return obstacleAtParent(now, { ...then, parentId: then.parentId }, subtasks.length, world);
  const isBack = then.listId !== now.listId || now.deletedAt !== null;
  return isLive && isBack && !isListThere(world, then.listId) ? `The list that ${name} was in is gone.` : null;
}

// Back into an archived list is fine: that is where it was.
function isListThere(world: World, listId: string): boolean {
  return listId === INBOX_ID || world.lists.get(listId)?.deletedAt === null;
}

function obstacleAtParent(now: Task, then: Task & { parentId: string }, subtasks: number, world: World): string | null {
  const name = `“${then.title}”`;
  const parent = world.tasks.get(then.parentId);
  if (!parent) return `The parent of ${name} is gone.`;
  if (then.deletedAt === null && parent.deletedAt !== null) return `The parent of ${name} is in the trash.`;
  if (then.deletedAt === null && then.status === 'open' && parent.status === 'completed') {
    return `The parent of ${name} is completed by now.`;
  }
  if (then.parentId === now.parentId) return null;
  if (parent.parentId !== null) return `The parent of ${name} is a subtask itself by now.`;
  if ((world.subtaskTotals.get(parent.id) ?? 0) >= MAX_SUBTASKS)
    return `The parent of ${name} has ${MAX_SUBTASKS} subtasks by now.`;
  return subtasks > 0 ? `${name} has subtasks by now.` : null;
}

function typeOf(now: Task, then: Task): TaskEvent['type'] {
  if (now.deletedAt === null && then.deletedAt !== null) return 'task.deleted';
  if (now.deletedAt !== null && then.deletedAt === null) return 'task.restored';
  if (now.status !== then.status) return then.status === 'completed' ? 'task.completed' : 'task.reopened';
  const isMoved = now.listId !== then.listId || now.parentId !== then.parentId || now.orderKey !== then.orderKey;
  return isMoved ? 'task.moved' : 'task.updated';
}
