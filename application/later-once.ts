/** Time of whoever undertakes it. */
export interface LaterOnceTime {
  wait: (ms: number) => Promise<void>;
  nowMs: () => number;
}

/**
 * Lets one of the many requests of an isolate do something for all of them, a while after it. For the others it settles
 * at once.
 *
 * @param afterMs below the 30 s that work may go on after an answer. One who was to have done it twice as long ago was cut
 * off with the request that had undertaken it, and holds nobody up any more.
 */
export function createLaterOnce(afterMs: number) {
  let armedAtMs: number | null = null;
  return async ({ wait, nowMs }: LaterOnceTime, act: () => Promise<void>): Promise<void> => {
    if (armedAtMs !== null && nowMs() < armedAtMs + 2 * afterMs) return;
    armedAtMs = nowMs();
    await wait(afterMs);
    armedAtMs = null;
    await act();
  };
}
