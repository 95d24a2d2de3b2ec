export interface RevalidationQueueDeps {
  revalidate: () => Promise<void>;
  setTimer: (callback: () => void, delayMs: number) => unknown;
  nowMs: () => number;
}

export interface RevalidationQueue {
  /** Something changed: what the page shows may no longer be right. */
  ask: () => void;
}

/** Long enough to gather a burst, too short to be seen; a burst that does not end is served in steps. */
const QUIET_MS = 60;
const MAX_WAIT_MS = 400;

/**
 * Makes one reload of a page out of many reasons for it. Never two at once: what changed while one runs asks for one
 * more afterwards, since nobody knows whether the running one saw it.
 */
export function createRevalidationQueue(deps: RevalidationQueueDeps): RevalidationQueue {
  let isRunning = false;
  let isAsked = false;
  let firstAskedMs = 0;
  let lastAskedMs = 0;
  let hasTimer = false;

  const run = async () => {
    isAsked = false;
    isRunning = true;
    try {
      await deps.revalidate();
    } finally {
      isRunning = false;
      if (isAsked) wait();
    }
  };
  const wait = () => {
    if (hasTimer || isRunning) return;
    hasTimer = true;
    deps.setTimer(() => {
      hasTimer = false;
      const nowMs = deps.nowMs();
      const isQuiet = nowMs - lastAskedMs >= QUIET_MS || nowMs - firstAskedMs >= MAX_WAIT_MS;
      if (isQuiet) void run();
      else wait();
    }, QUIET_MS);
  };
  return {
    ask() {
      lastAskedMs = deps.nowMs();
      if (!isAsked) firstAskedMs = lastAskedMs;
      isAsked = true;
      wait();
    },
  };
}
