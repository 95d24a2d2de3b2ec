import { useEffect, useMemo, useRef } from 'react';
import { isEqualJson } from '#core/json.ts';
import type { Task } from '#core/task/task.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { arrangeTasks } from './arrange-tasks.ts';
import type { Filters } from './filters.ts';
import type { ViewData } from './load-view.ts';
import type { View } from './view.ts';

/** The rows of a view as they are to stand now. */
export function useRows(view: View, data: ViewData, filters: Filters): readonly Task[] {
  const { tasks: state } = useWorkspace();
  const before = useRef<{ key: string; rows: readonly Task[] }>({ key: view.key, rows: [] });
  // A view is told apart by its key; its object may be made anew with every render.
  const latestView = useRef(view);
  latestView.current = view;
  const isSearch = filters.search !== '';
  const rows = useMemo(
    () =>
      keepSame(
        before.current.rows,
        arrangeTasks({
          view: latestView.current,
          status: data.status,
          sort: data.sort,
          order: data.order,
          isSearch,
          loaded: data.page.tasks,
          state,
          before: before.current.key === view.key ? before.current.rows : [],
        }),
      ),
    [view.key, data, state, isSearch],
  );
  useEffect(() => {
    before.current = { key: view.key, rows };
  }, [view.key, rows]);
  return rows;
}

/** A reload makes every task anew; those that are as they were stay the same objects, so that their rows are not drawn again. */
function keepSame(before: readonly Task[], rows: readonly Task[]): readonly Task[] {
  const known = new Map(before.map((task) => [task.id, task]));
  return rows.map((task) => {
    const old = known.get(task.id);
    return old && old.version === task.version && isEqualJson(old, task) ? old : task;
  });
}
