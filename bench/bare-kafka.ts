import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type EachBatchPayload, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { KAFKA_RETRY } from '#bridge/kafka/kafka-client.ts';
import { stillRequestQueue } from '#bridge/kafka/still-request-queue.ts';

/** kafkajs with nothing of the bridge around it, but tuned as the bridge tunes it: the least that could be done. */
export interface BareKafka {
  /** A producer whose every batch is a transaction, or one that waits for all copies and no more. */
  readonly newProducer: (transactionalId: string | null) => Promise<Producer>;
  readonly createTopic: (topic: string, numPartitions: number) => Promise<void>;
  readonly deleteTopics: (topics: readonly string[]) => Promise<void>;
  /** How many records a topic has, with the marks at the ends of transactions. */
  readonly countRecords: (topic: string) => Promise<number>;
  /** Reads what is committed on topics, from their beginning and on, in a group of its own. */
  readonly consume: (topics: readonly string[], onBatch: (batch: ReadBatch) => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ReadBatch {
  readonly topic: string;
  /** When it was there, on the clock of `performance.now()`, and in ms since the epoch. */
  readonly atMs: number;
  readonly atEpochMs: number;
  readonly records: readonly { readonly key: string; readonly value: string }[];
}

const PATIENCE_MS = 30_000;
const RETRY_MS = 100;

export async function openBareKafka(bootstrap: string): Promise<BareKafka> {
  stillRequestQueue();
  const kafka = new Kafka({
    brokers: [bootstrap],
    retry: KAFKA_RETRY,
    logLevel: logLevel.NOTHING,
    socketFactory: ({ host, port, onConnect }) => connect({ host, port }, onConnect).setNoDelay(true),
  });
  const admin = kafka.admin();
  await admin.connect();
  const open: { disconnect: () => Promise<void> }[] = [admin];
  return {
    async newProducer(transactionalId) {
      const producer = kafka.producer({
        createPartitioner: Partitioners.DefaultPartitioner,
        allowAutoTopicCreation: false,
        maxInFlightRequests: 1,
        ...(transactionalId !== null && { transactionalId }),
      });
      await producer.connect();
      open.unshift(producer);
      return producer;
    },
    async createTopic(topic, numPartitions) {
      await admin.createTopics({ topics: [{ topic, numPartitions }], waitForLeaders: false });
      // A broker with much to do has not told all of itself about a new topic at once.
      await untilAnswered(() => admin.fetchTopicMetadata({ topics: [topic] }));
    },
    deleteTopics: (topics) => admin.deleteTopics({ topics: [...topics] }),
    async countRecords(topic) {
      const partitions = await admin.fetchTopicOffsets(topic);
      return partitions.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
    },
    async consume(topics, onBatch) {
      const groupId = `bench-${topics[0]}`;
      const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false });
      open.unshift(consumer);
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        if (!payload.restart) process.stderr.write(`the consumer of ${topics} broke: ${payload.error}\n`);
      });
      const joined = new Promise<void>((resolve) => {
        consumer.on(consumer.events.GROUP_JOIN, () => resolve());
      });
      // The first group of a new broker finds nobody to look after it for a while, and kafkajs takes that for a crash.
      await untilAnswered(() => admin.fetchOffsets({ groupId }));
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({ eachBatch: async (payload) => onBatch(toReadBatch(payload)) });
      await joined;
    },
    async close() {
      for (const each of open) await each.disconnect();
    },
  };
}

async function untilAnswered(ask: () => Promise<unknown>): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (performance.now() > untilMs) throw error;
      await delay(RETRY_MS);
    }
  }
}

function toReadBatch({ batch }: EachBatchPayload): ReadBatch {
  const [atMs, atEpochMs] = [performance.now(), Date.now()];
  const records = batch.messages.map(({ key, value }) => ({
    key: key?.toString() ?? '',
    value: value?.toString() ?? '',
  }));
  return { topic: batch.topic, atMs, atEpochMs, records };
}
