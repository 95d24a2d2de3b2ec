import { errorText, RecordsRefused, SinkUnavailable } from '../errors.ts';
import type { EventSink, SinkRecord } from '../sinks/event-sink.ts';
import type { DaprSidecar } from './dapr-sidecar.ts';

// Anything else that Dapr refuses is how it is set up (a scope, a component, a topic): no record is to blame, and putting
// them aside one after the other would empty the stream into the dead letters.
const TOO_LARGE = 413;
// So many publications wait for the broker at a time; each key's go one after the other.
const LANES = 50;

/**
 * Dapr's pub/sub over HTTP: one call a record, as bulk publishing promises no order, and keys beside each other, as each
 * call waits for the broker. Payloads go raw, so that the record is the text as given and not an envelope around it.
 *
 * Dapr cannot write a record without a text: a tombstone is an empty one, which compaction keeps, and readers take for a
 * tombstone all the same.
 *
 * Dapr cannot fence: a batch that a sleeping process had in its hands may be written late. Consumers that keep state go
 * by `aggregateversion`.
 */
export function daprSink({ pubsub, prefix, ask, checkOutbound }: DaprSidecar): EventSink {
  let isConnected = false;

  const publishOne = async (record: SinkRecord, signal: AbortSignal): Promise<void> => {
    const metadata = {
      ...record.headers,
      'content-type': record.contentType,
      partitionKey: record.key,
      rawPayload: 'true',
    };
    const query = new URLSearchParams(Object.entries(metadata).map(([name, value]) => [`metadata.${name}`, value]));
    const answer = await ask(`/v1.0/publish/${pubsub}/${prefix}${record.topic}?${query}`, {
      method: 'POST',
      headers: { 'content-type': record.contentType.split(';')[0] ?? record.contentType },
      body: record.body ?? '',
      signal,
    });
    const text = await answer.text();
    if (answer.ok) return;
    if (answer.status === TOO_LARGE || /too large/i.test(text))
      throw new RecordsRefused(`Dapr refuses a record (${answer.status}): ${text.slice(0, 200)}`);
    throw new SinkUnavailable(`Dapr answered ${answer.status}: ${text.slice(0, 200)}`);
  };

  return {
    async connect() {
      try {
        await checkOutbound();
        isConnected = true;
      } catch (error) {
        throw new SinkUnavailable(`Dapr cannot be reached: ${errorText(error)}`);
      }
    },
    async publish(batch, { timeoutMs }) {
      if (!isConnected) throw new SinkUnavailable('the sink is not connected');
      const stop = new AbortController();
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(Math.floor(timeoutMs))]);
      const lanes = [...Map.groupBy(batch, ({ topic, key }) => `${topic} ${key}`).values()];
      const work = async (): Promise<void> => {
        for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
          for (const record of lane) await publishOne(record, signal);
        }
      };
      const ends = await Promise.allSettled(
        Array.from({ length: Math.min(LANES, lanes.length) }, () =>
          work().catch((error: unknown) => {
            // What stands behind a record that failed must not arrive before it.
            stop.abort();
            throw error;
          }),
        ),
      );
      const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
      if (failures.length === 0) return;
      const refused = failures.find((failure) => failure instanceof RecordsRefused);
      throw (
        refused ??
        failures.find((failure) => failure instanceof SinkUnavailable) ??
        new SinkUnavailable(errorText(failures[0]))
      );
    },
    async close() {
      isConnected = false;
    },
  };
}
