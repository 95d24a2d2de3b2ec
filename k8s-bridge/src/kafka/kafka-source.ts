import type { Consumer, EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { TOPICS, type Topic } from '#core/feed/topics.ts';
import { backoffMs } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { EventSource, SourceRecord, Subscription } from '../sources/event-source.ts';
import { handleUntilSettled } from '../sources/handle-until-settled.ts';
import { newLanes } from '../sources/lanes.ts';
import { newSlots, type Slots } from '../sources/slots.ts';
import { KAFKA_RETRY, type NewKafkaClient } from './kafka-client.ts';

interface KafkaSourceOptions {
  readonly newClient: NewKafkaClient;
  readonly prefix: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly check: () => Promise<void>;
}

// A member that died is noticed after the first, so that its partitions wait no longer than that for another.
const SESSION_TIMEOUT_MS = 10_000;
const HEARTBEAT_MS = 2_000;
const FETCH_WAIT_MS = 1_000;
const PARTITIONS_AT_ONCE = 16;
// How long a session has to hold before its failure counts as the first one again.
const STEADY_MS = 30_000;

/** Kafka through kafkajs: a consumer group that reads only what was committed. */
export function kafkaSource(options: KafkaSourceOptions): EventSource {
  const { clock, random, log, check } = options;
  return {
    async run(subscription, signal) {
      let failures = 0;
      while (!signal.aborted) {
        const startedMs = clock.monotonicMs();
        try {
          await consume(options, subscription, signal);
        } catch (error) {
          failures = clock.monotonicMs() - startedMs > STEADY_MS ? 1 : failures + 1;
          const waitMs = backoffMs(failures, random);
          log.warn({ event: 'source.restarting', error: errorText(error), waitMs });
          await clock.wait(waitMs, signal);
        }
      }
    },
    check,
  };
}

/** One session of the group; rejects when it is lost. */
async function consume(options: KafkaSourceOptions, subscription: Subscription, signal: AbortSignal): Promise<void> {
  const { newClient, prefix } = options;
  const { kafka, cut } = await newClient();
  const consumer = kafka.consumer({
    groupId: `${prefix}${subscription.group}`,
    sessionTimeout: SESSION_TIMEOUT_MS,
    heartbeatInterval: HEARTBEAT_MS,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    allowAutoTopicCreation: false,
    readUncommitted: false,
    // The loop above starts it again, with the secrets as they are then.
    retry: { ...KAFKA_RETRY, restartOnFailure: async () => false },
  });
  const over = Promise.withResolvers<void>();
  over.promise.catch(() => undefined);
  const onAbort = () => over.resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  const slots = newSlots(subscription.maxInFlight);
  consumer.on('consumer.crash', ({ payload }) => over.reject(payload.error));
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: subscription.topics.map((topic) => `${prefix}${topic}`), fromBeginning: true });
    await consumer.run({
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => handleBatch(payload, { options, subscription, signal, slots }),
    });
    if (!signal.aborted) await over.promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await leave(consumer);
    cut();
  }
}

/** Finishes what is under way and gives the partitions back; one that lost its broker just goes. */
async function leave(consumer: Consumer): Promise<void> {
  await consumer.disconnect().catch(() => undefined);
}

interface BatchParts {
  readonly options: KafkaSourceOptions;
  readonly subscription: Subscription;
  readonly signal: AbortSignal;
  /** Of all partitions together. */
  readonly slots: Slots;
}

/** Handles what was fetched of one partition. kafkajs commits what is resolved: everything before the first that is not settled. */
async function handleBatch(
  { batch, heartbeat, resolveOffset, isRunning, isStale }: EachBatchPayload,
  { options, subscription, signal, slots }: BatchParts,
): Promise<void> {
  const topic = TOPICS.find((each) => batch.topic === `${options.prefix}${each}`);
  if (!topic) throw new Error(`${batch.topic} is no topic of ours`);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let lost: { error: unknown } | null = null;
  // A handler may take its time; the group has to hear that this member lives, and says by the answer when it is no member any more.
  const beat = setInterval(() => {
    heartbeat().catch((error: unknown) => {
      lost ??= { error };
      stop.abort();
    });
  }, HEARTBEAT_MS);
  const lanes = newLanes(subscription.order, slots);
  const settled = batch.messages.map(() => false);
  try {
    for (const [index, message] of batch.messages.entries()) {
      if (either.aborted || !isRunning() || isStale()) break;
      const record = toRecord(topic, batch.partition, message);
      await lanes.add(record, async () => {
        settled[index] = await handleUntilSettled(record, subscription.handle, either, options);
      });
    }
    await lanes.idle();
  } finally {
    clearInterval(beat);
  }
  const unsettled = settled.indexOf(false);
  const last = batch.messages[(unsettled === -1 ? settled.length : unsettled) - 1];
  if (last && !isStale()) resolveOffset(last.offset);
  throwIfLost(lost);
  await heartbeat();
}

function throwIfLost(lost: { error: unknown } | null): void {
  if (lost) throw lost.error;
}

function toRecord(topic: Topic, partition: number, { key, value, headers, offset }: KafkaMessage): SourceRecord {
  return {
    topic,
    key: key?.toString() ?? null,
    // Through Dapr a tombstone is an empty text.
    body: value?.toString() || null,
    headers: headers ? toText(headers) : {},
    position: `${topic}/${partition}/${offset}`,
  };
}

/** Of a name that stands twice, the last one. */
function toText(headers: IHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name, last.toString()]];
    }),
  );
}
