import { addTally, type Tally } from '#core/metrics/tally.ts';
import type { MetricsPort } from './metrics-port.ts';

/** One call for what an isolate counted in this time, whatever the load. Below the 30 s that work may go on after an answer. */
export const FLUSH_AFTER_MS = 10_000;
/** A flush that was to come by then was cut off with the request that armed it. */
const STALE_AFTER_MS = 2 * FLUSH_AFTER_MS;

/** What a flush needs of whoever makes it: calls must not be shared between requests. */
interface Flush {
  port: MetricsPort;
  onFailure: (error: unknown) => void;
}

interface LaterFlush extends Flush {
  wait: (ms: number) => Promise<void>;
  nowMs: () => number;
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
  let armedAtMs: number | null = null;
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
    async flushLater({ wait, nowMs, ...flushing }: LaterFlush): Promise<void> {
      if (armedAtMs !== null && nowMs() < armedAtMs + STALE_AFTER_MS) return;
      armedAtMs = nowMs();
      await wait(FLUSH_AFTER_MS);
      armedAtMs = null;
      await flush(flushing);
    },
  };
}

export type MetricsBuffer = ReturnType<typeof createMetricsBuffer>;

/** The buffer of this isolate. */
export const metricsBuffer = createMetricsBuffer();
