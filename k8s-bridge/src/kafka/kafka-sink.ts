import { type Message, Partitioners, type Producer, type TopicMessages } from 'kafkajs';
import type { Clock } from '../clock.ts';
import { errorText, RecordsRefused, SinkUnavailable } from '../errors.ts';
import type { EventSink, PublishOptions, SinkRecord } from '../sinks/event-sink.ts';
import { chunkRecords } from './chunk-records.ts';
import { KAFKA_RETRY, type KafkaClient, type NewKafkaClient } from './kafka-client.ts';
import { toSinkError } from './kafka-error.ts';

interface KafkaSinkOptions {
  readonly newClient: NewKafkaClient;
  readonly prefix: string;
  /** Of two sinks under one id the broker lets only the later one write; null is a sink that fences nobody. */
  readonly transactionalId: string | null;
  readonly clock: Pick<Clock, 'monotonicMs' | 'wait'>;
}

interface Connection {
  readonly client: KafkaClient;
  readonly producer: Producer;
}

const CONNECT_TIMEOUT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 2_000;
const MAX_CHUNK_BYTES = 900 * 1024;
// The broker gives up a transaction whose producer fell silent, so that readers do not wait behind it for a minute.
const TRANSACTION_TIMEOUT_MS = 15_000;

/**
 * Kafka through kafkajs. Each batch is one transaction: readers see all of it or nothing, and the broker refuses it when a
 * later sink has connected under the same id, however long this process was asleep.
 *
 * Any failure but `RecordsRefused` makes the connection unusable: kafkajs cannot say what became of a request, and its own
 * retries go on in the background, so that its sockets are cut. The next `connect` starts a producer session, which ends
 * the transaction that the last one left open.
 */
export function kafkaSink({ newClient, prefix, transactionalId, clock }: KafkaSinkOptions): EventSink {
  let connection: Connection | null = null;

  const giveUp = () => {
    connection?.client.cut();
    connection = null;
  };

  const open = async (client: KafkaClient): Promise<Connection> => {
    const producer = client.kafka.producer({
      // The same key in the same partition as every Java client puts it; kafkajs has had another one before.
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
      retry: KAFKA_RETRY,
      ...(transactionalId === null
        ? { idempotent: true }
        : { transactionalId, transactionTimeout: TRANSACTION_TIMEOUT_MS }),
    });
    await producer.connect();
    // kafkajs takes the id over only with the first transaction; fencing has to happen now.
    if (transactionalId !== null) await (await producer.transaction()).abort();
    return { client, producer };
  };

  const send = async ({ producer }: Connection, batch: readonly SinkRecord[], assertInTime: () => void) => {
    const chunks = chunkRecords(batch, MAX_CHUNK_BYTES);
    if (transactionalId === null) {
      for (const chunk of chunks) {
        assertInTime();
        await producer.sendBatch({ acks: -1, topicMessages: toTopicMessages(chunk, prefix) });
      }
      return;
    }
    const transaction = await producer.transaction();
    try {
      for (const chunk of chunks) {
        assertInTime();
        await transaction.sendBatch({ acks: -1, topicMessages: toTopicMessages(chunk, prefix) });
      }
      // A process that slept in between must not make visible what somebody else may have published meanwhile.
      assertInTime();
      await transaction.commit();
    } catch (error) {
      const meant = toSinkError(error);
      if (meant instanceof RecordsRefused) await transaction.abort();
      throw meant;
    }
  };

  const publish = async (batch: readonly SinkRecord[], { timeoutMs }: PublishOptions): Promise<void> => {
    if (!connection) throw new SinkUnavailable('the sink is not connected');
    const deadlineMs = clock.monotonicMs() + timeoutMs;
    const assertInTime = () => {
      if (clock.monotonicMs() >= deadlineMs) throw new SinkUnavailable('the time for this batch is over');
    };
    try {
      await within(timeoutMs, send(connection, batch, assertInTime), clock);
    } catch (error) {
      const meant = error instanceof SinkUnavailable ? error : toSinkError(error);
      if (!(meant instanceof RecordsRefused)) giveUp();
      throw meant;
    }
  };

  return {
    async connect() {
      giveUp();
      const client = await newClient();
      try {
        connection = await within(CONNECT_TIMEOUT_MS, open(client), clock);
      } catch (error) {
        // One that came through after its time would shut out whoever has connected since.
        client.cut();
        throw new SinkUnavailable(`the broker cannot be reached: ${errorText(error)}`);
      }
    },
    publish: (batch, options) => (batch.length === 0 ? Promise.resolve() : publish(batch, options)),
    async close() {
      await within(CLOSE_TIMEOUT_MS, connection?.producer.disconnect() ?? Promise.resolve(), clock).catch(
        () => undefined,
      );
      giveUp();
    },
  };
}

/** Waits so long and no longer; the work itself is ended by whoever gives its connection up. */
async function within<T>(ms: number, work: Promise<T>, clock: Pick<Clock, 'wait'>): Promise<T> {
  const done = new AbortController();
  const late = clock.wait(ms, done.signal).then((): never => {
    throw new SinkUnavailable(`no answer within ${Math.round(ms)} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    work.catch(() => undefined);
    done.abort();
  }
}

function toTopicMessages(chunk: readonly SinkRecord[], prefix: string): TopicMessages[] {
  const byTopic = Map.groupBy(chunk, ({ topic }) => topic);
  return [...byTopic].map(([topic, records]) => ({ topic: `${prefix}${topic}`, messages: records.map(toMessage) }));
}

function toMessage({ key, body, contentType, headers }: SinkRecord): Message {
  return { key, value: body, headers: { ...headers, 'content-type': contentType } };
}
