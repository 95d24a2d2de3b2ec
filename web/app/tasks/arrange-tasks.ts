import type { TaskQuery } from '#core/query/task-query.ts';
import type { Task } from '#core/task/task.ts';
import { resolveTask, type TaskState } from '../commands/task-state.ts';
import type { View } from './view.ts';

export interface ArrangeInput {
  view: View;
  /** Null when the query itself says which. */
  status: TaskQuery['status'] | null;
  sort: TaskQuery['sort'];
  order: 'asc' | 'desc' | null;
  isSearch: boolean;
  loaded: readonly Task[];
  state: TaskState;
  /** The rows as they stood on screen before. */
  before: readonly Task[];
}

/**
 * The rows of a view: its loader's answer in the state that is newest, rows that were ticked a moment ago where they
 * stood, and what was just added at the end. What plainly does not belong any more goes at once; everything else
 * about membership is the server's to say, so that filters exist only once.
 */
export function arrangeTasks(input: ArrangeInput): Task[] {
  const { view, state, loaded, before } = input;
  const rows = loaded.map((task) => resolveTask(state, task));
  const present = new Set(rows.map(({ id }) => id));
  before.forEach((task, index) => {
    if (present.has(task.id) || !state.lingering.has(task.id)) return;
    rows.splice(placeAfter(rows, before, index), 0, resolveTask(state, task));
    present.add(task.id);
  });
  for (const { task, viewKey } of state.created.values()) {
    if (viewKey === view.key && !present.has(task.id)) rows.push(resolveTask(state, task));
  }
  const shown = rows.filter((task) => belongs(task, input));
  // Only a list's own order can be known here: the key that sorts it is part of the task.
  return input.sort === 'manual' && view.canReorder ? shown.sort(byOrderKey(input.order === 'desc' ? -1 : 1)) : shown;
}

/** Behind the nearest row above it that is still there. */
function placeAfter(rows: readonly Task[], before: readonly Task[], index: number): number {
  for (let above = index - 1; above >= 0; above -= 1) {
    const found = rows.findIndex(({ id }) => id === before[above]?.id);
    if (found >= 0) return found + 1;
  }
  return 0;
}

function belongs(task: Task, { view, status, state, isSearch }: ArrangeInput): boolean {
  if (status !== null && (task.deletedAt !== null) !== (status === 'trash')) return false;
  if (status === 'open' || status === 'completed') {
    if (task.status !== status && !state.lingering.has(task.id)) return false;
  }
  if (view.kind === 'inbox' || view.kind === 'list') {
    return task.listId === view.draft.listId && (isSearch || task.parentId === null);
  }
  return view.kind !== 'tag' || (view.draft.tags ?? []).every((tag) => task.tags.includes(tag));
}

function byOrderKey(direction: number) {
  return (a: Task, b: Task) => {
    if (a.orderKey === b.orderKey) return a.createdAt < b.createdAt ? -1 : 1;
    return (a.orderKey < b.orderKey ? -1 : 1) * direction;
  };
}
