import { addTally, type Tally } from '#core/metrics/tally.ts';
import { createLaterOnce, type LaterOnceTime } from '../later-once.ts';
import type { MetricsPort } from './metrics-port.ts';

/** One call for what an isolate counted in this time, whatever the load. */
export const FLUSH_AFTER_MS = 10_000;

/** What a flush needs of whoever makes it: calls must not be shared between requests. */
interface Flush {
  port: MetricsPort;
  onFailure: (error: unknown) => void;
}

/**
 * Gathers what an isolate counts and brings it to the one place that keeps it, a few calls a minute. An isolate that
 * crashes takes what it had not brought along, ten seconds at most; a call that fails is not repeated, as it may have
 * arrived: numbers may be a little too low, never too high.
 *
 * What it remembers is shared by the requests of an isolate: plain values, because nothing else may be.
 */
export function createMetricsBuffer() {
  let pending: Tally = {};
  const later = createLaterOnce(FLUSH_AFTER_MS);
  const flush = async ({ port, onFailure }: Flush): Promise<void> => {
    if (Object.keys(pending).length === 0) return;
    const tally = pending;
    pending = {};
    try {
      await port.add(tally);
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    add: (tally: Tally): void => addTally(pending, tally),
    flush,
    /** Settles at once when another request has undertaken to flush. */
    flushLater: ({ wait, nowMs, ...flushing }: Flush & LaterOnceTime): Promise<void> =>
      later({ wait, nowMs }, () => flush(flushing)),
  };
}

export type MetricsBuffer = ReturnType<typeof createMetricsBuffer>;

/** The buffer of this isolate. */
export const metricsBuffer = createMetricsBuffer();
