import type { LoggedEvent } from '#core/log/event.ts';
import type { Bell } from '#core/query/bell.ts';
import {
  type BellState,
  closeFirings,
  firstBell,
  learnEvent,
  loadBell,
  markShown,
  outdateBell,
  reopenFirings,
} from './bell-state.ts';

/** The bell of one window, for React to watch. What it does is told at `BellState`. */
export interface BellStore {
  getState: () => BellState;
  subscribe: (listener: () => void) => () => void;
  load: (bell: Bell) => void;
  learn: (event: LoggedEvent) => void;
  /** @param seq where in the log the server has closed them; null until it has */
  close: (firingIds: readonly string[], seq: number | null) => void;
  /** What was to close them was refused. */
  reopen: (firingIds: readonly string[]) => void;
  markShown: (firingIds: readonly string[]) => void;
  /** Another line of history has begun. */
  outdate: () => void;
}

export function createBellStore(bell: Bell): BellStore {
  let state = firstBell(bell);
  const listeners = new Set<() => void>();
  const change = (next: BellState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: (loaded) => change(loadBell(state, loaded)),
    learn: (event) => change(learnEvent(state, event)),
    close: (firingIds, seq) => change(closeFirings(state, firingIds, seq)),
    reopen: (firingIds) => change(reopenFirings(state, firingIds)),
    markShown: (firingIds) => change(markShown(state, firingIds)),
    outdate: () => change(outdateBell(state)),
  };
}
