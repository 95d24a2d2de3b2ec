/** How many events are asked for and published at a time. */
export interface Pace {
  readonly events: () => number;
  /** Whether that is fewer than it could be: then each page is acknowledged before a larger one is tried. */
  readonly isSlowed: () => boolean;
  readonly slower: () => void;
  readonly faster: () => void;
}

const STEPS = 16;

/**
 * A page that a slow sink does not take in the time it is given would be begun anew for ever, and nothing behind it would ever
 * arrive. So each failure halves it, and each page that was taken makes the next a little larger: by doubling it would be
 * too large again at once, and most of what is sent would be sent for nothing.
 */
export function newPace(most: number): Pace {
  const step = Math.ceil(most / STEPS);
  let events = most;
  return {
    events: () => events,
    isSlowed: () => events < most,
    slower() {
      events = Math.max(1, Math.floor(events / 2));
    },
    faster() {
      events = Math.min(most, events + step);
    },
  };
}
