import type { BareKafka } from './bare-kafka.ts';
import type { Measure } from './pairs.ts';

/** An event as the mirror published it: a record on its topic, and one with the state of its task. */
export interface SentEvent {
  readonly sequence: number;
  readonly key: string;
  readonly event: string;
  readonly taskId: string;
  readonly state: string;
}

/** Stays below the 1 MiB that a broker takes for one partition. */
const PER_BATCH = 500;

/**
 * kafkajs alone: the same records in batches that every copy acknowledges, one after the other, without transactions and
 * with nobody to ask what to send.
 *
 * @param events sent in turn until `count` of them are
 * @returns a round on topics of its own: events a second
 */
export function newBareBatches(kafka: BareKafka, events: readonly SentEvent[], count: number): Measure {
  let rounds = 0;
  return async () => {
    rounds += 1;
    const [eventTopic, stateTopic] = [`bare-${rounds}-events`, `bare-${rounds}-states`];
    // As many partitions as the topics of the mirror have by default.
    await kafka.createTopic(eventTopic, 3);
    await kafka.createTopic(stateTopic, 2);
    const producer = await kafka.newProducer(null);
    const begun = performance.now();
    for (let from = 0; from < count; from += PER_BATCH) {
      const batch = Array.from(
        { length: Math.min(PER_BATCH, count - from) },
        (_, at) => events[(from + at) % events.length],
      );
      const some = batch.filter((each) => each !== undefined);
      await producer.sendBatch({
        acks: -1,
        topicMessages: [
          { topic: eventTopic, messages: some.map(({ key, event }) => ({ key, value: event })) },
          { topic: stateTopic, messages: some.map(({ taskId, state }) => ({ key: taskId, value: state })) },
        ],
      });
    }
    const seconds = (performance.now() - begun) / 1000;
    await producer.disconnect();
    await kafka.deleteTopics([eventTopic, stateTopic]);
    return count / seconds;
  };
}
