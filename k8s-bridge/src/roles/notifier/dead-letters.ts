import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import { deadLetter } from '../../sinks/dead-letter.ts';
import type { EventSink } from '../../sinks/event-sink.ts';
import type { SourceRecord } from '../../sources/event-source.ts';

/** Where a person finds what could not be read, as it was, while the stream goes on. */
export interface DeadLetters {
  /** @throws SinkUnavailable: then the record is not dropped */
  readonly put: (record: SourceRecord, error: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Parts {
  readonly sink: EventSink;
  readonly log: Log;
  readonly metrics: Metrics;
}

const TOPIC = 'dlq.reminders';
const SEND_TIMEOUT_MS = 10_000;

export function newDeadLetters({ sink, log, metrics }: Parts): DeadLetters {
  // Records are handled side by side, and a sink takes one batch at a time.
  let last: Promise<void> = Promise.resolve();
  const publish = async (unreadable: SourceRecord, error: string): Promise<void> => {
    // Anew each time: it is rare, and whatever happened to the connection since does not matter.
    await sink.connect();
    const record = deadLetter(TOPIC, unreadable, { error, consumer: 'notifier' });
    await sink.publish([record], { timeoutMs: SEND_TIMEOUT_MS });
    metrics.deadLetters.inc({ topic: TOPIC });
    log.error({ event: 'notifier.dead_lettered', position: unreadable.position, error });
  };
  return {
    async put(record, error) {
      const before = last;
      const mine = before.then(() => publish(record, error));
      last = mine.catch(() => undefined);
      await mine;
    },
    close: () => sink.close(),
  };
}
