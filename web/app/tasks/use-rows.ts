import { useEffect, useMemo, useRef } from 'react';
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
  const loaded = useSameTasks(data.page.tasks);
  const rows = useMemo(
    () =>
      arrangeTasks({
        view: latestView.current,
        status: data.status,
        sort: data.sort,
        order: data.order,
        isSearch,
        loaded,
        state,
        before: before.current.key === view.key ? before.current.rows : [],
      }),
    [view.key, data, loaded, state, isSearch],
  );
  useEffect(() => {
    before.current = { key: view.key, rows };
  }, [view.key, rows]);
  return rows;
}

/** A reload makes every task anew; those that are as they were stay the same objects, so that their rows are not drawn again. */
function useSameTasks(loaded: readonly Task[]): readonly Task[] {
  const known = useRef(new Map<string, Task>());
  const tasks = useMemo(
    () =>
      loaded.map((task) => {
        const old = known.current.get(task.id);
        // A version is written once; another line of history may use it again, but not at the same moment.
        return old?.version === task.version && old.updatedAt === task.updatedAt ? old : task;
      }),
    [loaded],
  );
  useEffect(() => {
    known.current = new Map(tasks.map((task) => [task.id, task]));
  }, [tasks]);
  return tasks;
}
