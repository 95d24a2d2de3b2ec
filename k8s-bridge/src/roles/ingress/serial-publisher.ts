import { isRetriable, SinkUnavailable } from '../../errors.ts';
import type { Metrics } from '../../metrics.ts';
import type { EventSink, SinkRecord } from '../../sinks/event-sink.ts';

/** Hands batches to a sink, one after the other in the order in which they came. */
export interface SerialPublisher {
  /**
   * Resolves when the broker has acknowledged the batch.
   *
   * @throws SinkUnavailable, RecordsRefused: any part of it may have arrived
   */
  readonly publish: (batch: readonly SinkRecord[]) => Promise<void>;
  /** Lets what waits be published, and takes no more. */
  readonly close: () => Promise<void>;
}

const PUBLISH_TIMEOUT_MS = 15_000;
/** Whoever comes later is turned away at once: memory stays bounded, and nobody waits for what is hopeless. */
const MAX_WAITING = 100;

export function serialPublisher(sink: EventSink, metrics: Metrics): SerialPublisher {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let isConnected = false;
  let isClosed = false;
  const publish = async (batch: readonly SinkRecord[]): Promise<void> => {
    if (!isConnected) await sink.connect();
    isConnected = true;
    try {
      await sink.publish(batch, { timeoutMs: PUBLISH_TIMEOUT_MS });
    } catch (error) {
      isConnected = !isRetriable(error);
      throw error;
    }
    for (const { topic } of batch) metrics.published.inc({ topic });
    metrics.batchEvents.observe(batch.length);
  };
  return {
    async publish(batch) {
      if (isClosed) throw new SinkUnavailable('this program is about to end');
      if (waiting >= MAX_WAITING) throw new SinkUnavailable('too many batches wait for the broker');
      waiting += 1;
      const before = last;
      const mine = before
        .then(() => publish(batch))
        .finally(() => {
          waiting -= 1;
        });
      last = mine.catch(() => undefined);
      await mine;
    },
    async close() {
      isClosed = true;
      await last;
      await sink.close();
    },
  };
}
