import type { Clock } from '../../clock.ts';
import { isRetriable, SinkUnavailable } from '../../errors.ts';
import type { Metrics } from '../../metrics.ts';
import type { EventSink, SinkRecord } from '../../sinks/event-sink.ts';

/** When a batch came, and who waits for it. */
interface Arrival {
  /** On the monotonic clock, before anything of it was read. */
  readonly arrivedMs: number;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
}

/** Hands batches to a sink, one after the other in the order in which they came. */
export interface SerialPublisher {
  /**
   * Resolves when the broker has acknowledged the batch. One whose turn has not come in time, or for which nobody waits
   * any more, is not written: whoever sent it may have sent newer ones another way since.
   *
   * @throws SinkUnavailable, RecordsRefused: unless it was not begun, any part of it may have arrived
   */
  readonly publish: (batch: readonly SinkRecord[], arrival: Arrival) => Promise<void>;
  /** Lets what waits be published, and takes no more. */
  readonly close: () => Promise<void>;
}

/** From its arrival: the mirror at the edge gives a call up after 10 s, and then it must not be under way any more. */
const PATIENCE_MS = 8_000;
/** With less than that left it is not begun. */
const MIN_SEND_MS = 500;
/** Whoever comes later is turned away at once: nobody waits for what is hopeless. */
const MAX_WAITING = 100;

export function serialPublisher(
  sink: EventSink,
  metrics: Metrics,
  clock: Pick<Clock, 'monotonicMs' | 'wait'>,
): SerialPublisher {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let isConnected = false;
  let isClosed = false;
  const timeLeft = ({ arrivedMs, signal }: Arrival): number => {
    const leftMs = arrivedMs + PATIENCE_MS - clock.monotonicMs();
    if (signal.aborted || leftMs < MIN_SEND_MS) throw new SinkUnavailable('its time was over before it was begun');
    return leftMs;
  };
  const publish = async (batch: readonly SinkRecord[], arrival: Arrival): Promise<void> => {
    timeLeft(arrival);
    if (!isConnected) await sink.connect();
    isConnected = true;
    const timeoutMs = timeLeft(arrival);
    try {
      await sink.publish(batch, { timeoutMs });
    } catch (error) {
      isConnected = !isRetriable(error);
      throw error;
    }
    for (const { topic } of batch) metrics.published.inc({ topic });
    metrics.batchEvents.observe(batch.length);
  };
  /** Rejects when the time is over, whatever stands before it in the line. */
  const orTooLate = async (work: Promise<void>, { arrivedMs }: Arrival): Promise<void> => {
    const settled = new AbortController();
    const late = clock.wait(arrivedMs + PATIENCE_MS - clock.monotonicMs(), settled.signal).then(() => {
      throw new SinkUnavailable('no answer of the broker in time');
    });
    late.catch(() => undefined);
    await Promise.race([work, late]).finally(() => settled.abort());
  };
  return {
    async publish(batch, arrival) {
      if (isClosed) throw new SinkUnavailable('this program is about to end');
      if (waiting >= MAX_WAITING) throw new SinkUnavailable('too many batches wait for the broker');
      waiting += 1;
      const before = last;
      const mine = before
        .then(() => publish(batch, arrival))
        .finally(() => {
          waiting -= 1;
        });
      last = mine.catch(() => undefined);
      await orTooLate(mine, arrival);
    },
    async close() {
      isClosed = true;
      await last;
      await sink.close();
    },
  };
}
