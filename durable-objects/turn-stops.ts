/** So long one call waits for a stop: whoever is still answering asks again, and who is gone is not waited for. */
const WAIT_MS = 25_000;
/** A stop that nobody waits for yet is kept so long, for a turn that has only begun. */
const KEEP_MS = 60_000;

export interface TurnStops {
  /** Settles with whether the turn is to stop; false says no more than that it is not yet. */
  until: (turnId: string) => Promise<boolean>;
  stop: (turnId: string) => void;
}

/** Which turns of the chat their person has stopped. In memory: after an eviction the next call asks anew. */
export function createTurnStops(nowMs: () => number, wait: (ms: number) => Promise<unknown>): TurnStops {
  const waiting = new Map<string, () => void>();
  const stopped = new Map<string, number>();
  return {
    async until(turnId) {
      if (stopped.delete(turnId)) return true;
      const stop = new Promise<boolean>((resolve) => waiting.set(turnId, () => resolve(true)));
      const isStopped = await Promise.race([stop, wait(WAIT_MS).then(() => false)]);
      waiting.delete(turnId);
      return isStopped;
    },
    stop(turnId) {
      for (const [id, atMs] of stopped) if (nowMs() - atMs > KEEP_MS) stopped.delete(id);
      const resolve = waiting.get(turnId);
      if (resolve) resolve();
      else stopped.set(turnId, nowMs());
    },
  };
}
