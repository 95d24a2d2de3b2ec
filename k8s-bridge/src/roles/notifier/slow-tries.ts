import type { Clock } from '../../clock.ts';

/** How long a record waits for the tries it began. Most take a fraction of it. */
export const PATIENCE_MS = 2_000;

/**
 * Tries that take long, and whose records do not wait for them: else one endpoint that hangs would hold up all that
 * comes behind it in its partition, for as long as its timeout. What a crash takes of them the ledger repeats when their
 * claims are over. There are only so many; beyond that records wait, so that memory stays bounded.
 */
export interface SlowTries {
  /** Resolves when the work is over, or has taken long. @param work never rejects */
  readonly waitFor: (work: Promise<void>) => Promise<void>;
  /** Resolves when none is under way. */
  readonly idle: () => Promise<void>;
}

export function newSlowTries({ clock, max }: { readonly clock: Pick<Clock, 'wait'>; readonly max: number }): SlowTries {
  const slow = new Set<Promise<void>>();
  return {
    async waitFor(work) {
      const isOver = new AbortController();
      const over = work.then(() => isOver.abort());
      await clock.wait(PATIENCE_MS, isOver.signal);
      while (!isOver.signal.aborted && slow.size >= max) await Promise.race([over, ...slow]);
      if (isOver.signal.aborted) return;
      slow.add(over);
      over.then(() => slow.delete(over));
    },
    async idle() {
      await Promise.all(slow);
    },
  };
}
