import { fasterPace, slowerPace } from '#core/feed/pace.ts';

/** How many events are asked for and published at a time. */
export interface Pace {
  readonly events: () => number;
  /** Whether that is fewer than it could be: then each page is acknowledged before a larger one is tried. */
  readonly isSlowed: () => boolean;
  readonly slower: () => void;
  readonly faster: () => void;
}

export function newPace(most: number): Pace {
  let events = most;
  return {
    events: () => events,
    isSlowed: () => events < most,
    slower() {
      events = slowerPace(events);
    },
    faster() {
      events = fasterPace(events, most);
    },
  };
}
