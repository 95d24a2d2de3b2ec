import { INBOX_ID } from '../ids.ts';
import type { List } from '../list/list.ts';
import type { DomainEvent, LoggedEvent } from '../log/event.ts';
import type { Firing } from '../reminder/firing.ts';
import type { Series } from '../series/series.ts';
import type { Settings } from '../settings/settings.ts';
import type { Task } from '../task/task.ts';
import type { SavedView } from '../view/view.ts';

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
  views: ReadonlyMap<string, SavedView>;
  firings: ReadonlyMap<string, Firing>;
  /** Reminders whose ringings that nobody has acknowledged are all loaded. One that rings meanwhile refuses the commit. */
  ringing: ReadonlySet<string>;
  series: ReadonlyMap<string, Series>;
  /** Null when no command asked for it. */
  settings: Settings | null;
  /** Tasks outside the trash, by list; only for lists that somebody wants to delete. */
  liveTaskCounts: ReadonlyMap<string, number>;
  /** How many subtasks a task has, the trash included; for those that may get more. Not guarded: the limit is a soft one. */
  subtaskTotals: ReadonlyMap<string, number>;
  /** Tasks whose subtasks are all loaded. One that somebody adds meanwhile refuses the commit, as any change would. */
  families: ReadonlySet<string>;
  /** How many tasks carry a tag in all; `tasks` may hold only the first thousand of them. */
  tagTotals: ReadonlyMap<string, number>;
  /**
   * The order key of the sibling on the far side of the place a task is to move to, by `placeKey`; null when there
   * is none. Tasks that stand where others move stand here too, under their ids, with their keys before the batch.
   * Not guarded: a neighbour that moves away meanwhile leaves a key that still sorts.
   */
  siblingKeys: ReadonlyMap<string, string | null>;
  /** What happened under a correlation id, oldest first: whole histories of as many things as fit. */
  histories: ReadonlyMap<string, readonly LoggedEvent[]>;
  /** How many things stand as they were left under a correlation id and did not fit into its history. */
  thingsLeft: ReadonlyMap<string, number>;
  /** Ids the log knows, of those that tasks are to be made with: one whose task is gone for good stays taken. */
  usedTaskIds: ReadonlySet<string>;
}

export const EMPTY_WORLD: World = {
  tasks: new Map(),
  lists: new Map(),
  views: new Map(),
  firings: new Map(),
  ringing: new Set(),
  series: new Map(),
  settings: null,
  liveTaskCounts: new Map(),
  subtaskTotals: new Map(),
  families: new Set(),
  tagTotals: new Map(),
  siblingKeys: new Map(),
  histories: new Map(),
  thingsLeft: new Map(),
  usedTaskIds: new Set(),
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
  return evolveAll(world, [event]);
}

/** The world after several events, in their order; copies what it changes once, however many there are. */
export function evolveAll(world: World, events: readonly DomainEvent[]): World {
  const tasks = new Map(world.tasks);
  const lists = new Map(world.lists);
  const views = new Map(world.views);
  const firings = new Map(world.firings);
  const series = new Map(world.series);
  const counts: Counts = {
    liveTaskCounts: new Map(world.liveTaskCounts),
    subtaskTotals: new Map(world.subtaskTotals),
    tagTotals: new Map(world.tagTotals),
  };
  let { settings } = world;
  for (const event of events) {
    if (event.kind === 'settings') settings = event.after;
    else if (event.kind === 'list') lists.set(event.after.id, event.after);
    else if (event.kind === 'view') views.set(event.after.id, event.after);
    else if (event.kind === 'firing') firings.set(event.after.id, event.after);
    else if (event.kind === 'series') series.set(event.after.id, event.after);
    else if (event.kind === 'task') {
      countTask(counts, tasks.get(event.after.id), -1);
      countTask(counts, event.after, 1);
      tasks.set(event.after.id, event.after);
    }
  }
  return { ...world, tasks, lists, views, firings, series, settings, ...counts };
}

type Counts = Record<'liveTaskCounts' | 'subtaskTotals' | 'tagTotals', Map<string, number>>;

// Only what was loaded is counted on: a list or tag that nobody asked about has no number that could be kept right.
function countTask(counts: Counts, task: Task | undefined, by: number): void {
  if (!task) return;
  if (task.deletedAt === null) add(counts.liveTaskCounts, task.listId, by);
  if (task.parentId !== null) add(counts.subtaskTotals, task.parentId, by);
  for (const tag of task.tags) add(counts.tagTotals, tag, by);
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = counts.get(key);
  if (count !== undefined) counts.set(key, count + by);
}
