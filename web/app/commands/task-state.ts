import type { List } from '#core/list/list.ts';
import type { Series } from '#core/series/series.ts';
import type { Task } from '#core/task/task.ts';
import type { TaskOnScreen, TaskOverlay, Write } from './write.ts';

/** A task this window made and that the loader's answer may not hold yet. */
export interface CreatedTask {
  task: Task;
  viewKey: string;
}

/**
 * What this window knows beyond its loaders' answers. A value: every change makes a new one, so React can compare.
 */
export interface TaskState {
  /** The newest state of tasks that a reply or a delta told, by id. */
  confirmed: ReadonlyMap<string, Task>;
  confirmedLists: ReadonlyMap<string, List>;
  confirmedSeries: ReadonlyMap<string, Series>;
  /** Writes that are not answered yet, oldest first. */
  writes: readonly Write[];
  created: ReadonlyMap<string, CreatedTask>;
  /** Tasks that were ticked or unticked a moment ago: they stay where they are until the undo window is over. */
  lingering: ReadonlySet<string>;
}

export const EMPTY_TASK_STATE: TaskState = {
  confirmed: new Map(),
  confirmedLists: new Map(),
  confirmedSeries: new Map(),
  writes: [],
  created: new Map(),
  lingering: new Set(),
};

/** A task as it is to be shown: the newest that is known, with what is still being saved laid over it. */
export function resolveTask(state: TaskState, loaded: Task): Task {
  const known = state.confirmed.get(loaded.id);
  const newest = known && known.version > loaded.version ? known : loaded;
  let shown = newest;
  for (const write of state.writes) {
    const overlay = write.overlays.get(loaded.id);
    if (overlay) shown = { ...shown, ...overlay };
  }
  return shown;
}

/** Whether a change of this task has not been confirmed yet. */
export function isPending(state: TaskState, taskId: string): boolean {
  return state.writes.some((write) => write.createdId === taskId || write.overlays.has(taskId));
}

/** Takes in what the server says of a task, unless something newer is known. */
export function confirmTask(state: TaskState, task: Task): TaskState {
  const known = state.confirmed.get(task.id);
  const made = state.created.get(task.id);
  const isNews = !known || known.version < task.version;
  if (!isNews && !made) return state;
  const newest = isNews ? task : (known ?? task);
  return {
    ...state,
    confirmed: new Map(state.confirmed).set(task.id, newest),
    created: made ? new Map(state.created).set(task.id, { ...made, task: newest }) : state.created,
  };
}

export function confirmList(state: TaskState, list: List): TaskState {
  const known = state.confirmedLists.get(list.id);
  if (known && known.version >= list.version) return state;
  return { ...state, confirmedLists: new Map(state.confirmedLists).set(list.id, list) };
}

export function confirmSeries(state: TaskState, series: Series): TaskState {
  const known = state.confirmedSeries.get(series.id);
  if (known && known.version >= series.version) return state;
  return { ...state, confirmedSeries: new Map(state.confirmedSeries).set(series.id, series) };
}

export function addWrite(state: TaskState, write: Write, created: CreatedTask | undefined): TaskState {
  return {
    ...state,
    writes: [...state.writes, write],
    created: created ? new Map(state.created).set(created.task.id, created) : state.created,
  };
}

/** @param isRefused then what it made disappears again */
export function removeWrite(state: TaskState, write: Write, isRefused: boolean): TaskState {
  const created = new Map(state.created);
  if (isRefused && write.createdId !== null) created.delete(write.createdId);
  return { ...state, writes: state.writes.filter((each) => each !== write), created };
}

/** Those before it in line that touch the same things have to be answered first. */
export function mayBeSent(state: TaskState, write: Write): boolean {
  const before = state.writes.slice(0, state.writes.indexOf(write));
  return before.every((earlier) => ![...earlier.subjects].some((subject) => write.subjects.has(subject)));
}

/** What takes an overlay back: the old values of the fields it changes. */
export function invertOverlay(task: TaskOnScreen, overlay: TaskOverlay): TaskOverlay {
  const old: Record<string, unknown> = {};
  for (const key of Object.keys(overlay)) old[key] = task[key as keyof TaskOverlay];
  return old;
}
