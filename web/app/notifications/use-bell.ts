import { useSyncExternalStore } from 'react';
import type { RungTask } from '#core/query/bell.ts';
import type { TaskState } from '../commands/task-state.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import type { BellState } from './bell-state.ts';

/** What this window knows of the bell, as it is now. */
export function useBell(): BellState {
  const { bell } = useWorkspace();
  return useSyncExternalStore(bell.subscribe, bell.getState, bell.getState);
}

/** The task of a ringing; null when it is gone for good, undefined while nobody knows. */
export function useRungTask(taskId: string): RungTask | null | undefined {
  const { tasks } = useWorkspace();
  const state = useBell();
  return resolveRung(state.tasks.get(taskId), tasks, taskId);
}

/** The task of a ringing as it is to be shown: the newest that is known, with what is being saved laid over it. */
export function resolveRung(
  loaded: RungTask | null | undefined,
  state: TaskState,
  taskId: string,
): RungTask | null | undefined {
  const confirmed = state.confirmed.get(taskId);
  const newest = confirmed && confirmed.version > (loaded?.version ?? 0) ? confirmed : loaded;
  if (!newest) return newest;
  let shown: RungTask = newest;
  for (const write of state.writes) {
    const overlay = write.overlays.get(taskId);
    if (overlay) shown = { ...shown, ...overlay };
  }
  return shown;
}
