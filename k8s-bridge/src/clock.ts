import { setTimeout as delay } from 'node:timers/promises';

/** Time as the loops see it; tests bring their own. */
export interface Clock {
  /** Ms since the epoch, for what people and other machines read. */
  nowMs: () => number;
  /** Ms that only ever grow, also when somebody sets the clock: leases and timeouts count on it. */
  monotonicMs: () => number;
  /** Resolves after `ms`, or at once when `signal` is aborted. Never rejects. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};
