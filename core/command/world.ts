import { INBOX_ID } from '../ids.ts';
import type { List } from '../list/list.ts';
import type { DomainEvent, LoggedEvent } from '../log/event.ts';
import type { Settings } from '../settings/settings.ts';
import type { Task } from '../task/task.ts';

/**
 * The part of one user's data that a batch of commands may look at: loaded before deciding, carried forward by
 * `evolve`, so that a later command of the batch sees what an earlier one did.
 *
 * Whatever stands in it and is not written gets a guard at commit. So a decision can never rest on something that
 * somebody else changed meanwhile, and a decider need not say what it relied on.
 */
export interface World {
  tasks: ReadonlyMap<string, Task>;
  lists: ReadonlyMap<string, List>;
  /** Null when no command asked for it. */
  settings: Settings | null;
  /** Tasks outside the trash, by list; only for lists that somebody wants to delete. */
  liveTaskCounts: ReadonlyMap<string, number>;
  /** How many tasks carry a tag in all; `tasks` may hold only the first thousand of them. */
  tagTotals: ReadonlyMap<string, number>;
  /**
   * The order key of the sibling on the far side of the place a task is to move to, by the task that moves; null
   * when there is none. Not guarded: a neighbour that moves away meanwhile leaves a key that still sorts.
   */
  siblingKeys: ReadonlyMap<string, string | null>;
  /** What happened under a correlation id, oldest first. */
  histories: ReadonlyMap<string, readonly LoggedEvent[]>;
}

export const EMPTY_WORLD: World = {
  tasks: new Map(),
  lists: new Map(),
  settings: null,
  liveTaskCounts: new Map(),
  tagTotals: new Map(),
  siblingKeys: new Map(),
  histories: new Map(),
};

export function subtasksOf(world: World, parentId: string): Task[] {
  return [...world.tasks.values()].filter((task) => task.parentId === parentId);
}

export function tasksTagged(world: World, tag: string): Task[] {
  return [...world.tasks.values()].filter((task) => task.tags.includes(tag));
}

/** Whether tasks can be put into a list. The Inbox always stands, so nobody needs to load it to know. */
export function isListOpen(world: World, listId: string): boolean {
  if (listId === INBOX_ID) return true;
  const list = world.lists.get(listId);
  return list !== undefined && list.archivedAt === null && list.deletedAt === null;
}

/** The world after an event. Events carry the state after, so this only puts it in its place. */
export function evolve(world: World, event: DomainEvent): World {
  switch (event.kind) {
    case 'account':
      return world;
    case 'settings':
      return { ...world, settings: event.after };
    case 'list':
      return { ...world, lists: new Map(world.lists).set(event.after.id, event.after) };
    case 'task':
      return evolveTask(world, event.after, world.tasks.get(event.after.id));
  }
}

function evolveTask(world: World, after: Task, before: Task | undefined): World {
  const liveTaskCounts = new Map(world.liveTaskCounts);
  const count = (task: Task | undefined, by: number) => {
    const present = task && task.deletedAt === null ? liveTaskCounts.get(task.listId) : undefined;
    if (task && present !== undefined) liveTaskCounts.set(task.listId, present + by);
  };
  count(before, -1);
  count(after, 1);
  const tagTotals = new Map(world.tagTotals);
  for (const tag of before?.tags ?? []) tagTotals.set(tag, (tagTotals.get(tag) ?? 1) - 1);
  for (const tag of after.tags) tagTotals.set(tag, (tagTotals.get(tag) ?? 0) + 1);
  return { ...world, tasks: new Map(world.tasks).set(after.id, after), liveTaskCounts, tagTotals };
}
