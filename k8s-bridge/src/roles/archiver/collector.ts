import type { Clock } from '../../clock.ts';

export interface CollectorLimits {
  readonly maxItems: number;
  /** Of all items of a batch together; one item may be larger. */
  readonly maxSize: number;
  /** How long the first item of a batch waits for others at most. */
  readonly maxWaitMs: number;
  /** When nothing came for so long, there is no use in waiting. */
  readonly quietMs: number;
}

export interface Collected<Item, Outcome> {
  readonly item: Item;
  readonly size: number;
  readonly settle: (outcome: Outcome) => void;
}

/** Turns items that come one by one into batches. Whoever adds waits for the outcome of the batch. */
export interface Collector<Item, Outcome> {
  readonly add: (item: Item, size: number) => Promise<Outcome>;
  /** The next batch, in the order of adding; empty when `signal` was aborted and nothing is left. */
  readonly next: (signal: AbortSignal) => Promise<Collected<Item, Outcome>[]>;
}

export function newCollector<Item, Outcome>(
  { maxItems, maxSize, maxWaitMs, quietMs }: CollectorLimits,
  clock: Pick<Clock, 'monotonicMs' | 'wait'>,
): Collector<Item, Outcome> {
  const waiting: Collected<Item, Outcome>[] = [];
  let size = 0;
  let arrived = Promise.withResolvers<void>();
  const isFull = () => waiting.length >= maxItems || size >= maxSize;

  const take = (): Collected<Item, Outcome>[] => {
    let count = 0;
    let taken = 0;
    for (const each of waiting) {
      if (count === maxItems || (count > 0 && taken + each.size > maxSize)) break;
      count += 1;
      taken += each.size;
    }
    size -= taken;
    return waiting.splice(0, count);
  };

  return {
    add(item, itemSize) {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      waiting.push({ item, size: itemSize, settle: resolve });
      size += itemSize;
      arrived.resolve();
      return promise;
    },
    async next(signal) {
      if (waiting.length === 0) {
        arrived = Promise.withResolvers();
        await untilAborted(arrived.promise, signal);
      }
      // Looked at in steps: being woken by each of 500 items would cost more than the steps.
      const untilMs = clock.monotonicMs() + maxWaitMs;
      for (let seen = 0; !isFull() && seen < waiting.length && !signal.aborted; ) {
        seen = waiting.length;
        const leftMs = untilMs - clock.monotonicMs();
        if (leftMs <= 0) break;
        await clock.wait(Math.min(quietMs, leftMs), signal);
      }
      return take();
    },
  };
}

/** Resolves with `promise`, or when `signal` is aborted. Leaves no listener behind on a signal that lives long. */
export async function untilAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const onAbort = () => resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
