import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { SinkRecord } from '#bridge/sinks/event-sink.ts';
import { sourceContract } from '#test/contracts/event-source.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../scripts/cluster/ensure-kcat.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';

const record = (n: number): SinkRecord => ({
  topic: 'task-events',
  key: `usr_${n % 8}`,
  body: `${n}`,
  contentType: 'application/json',
  headers: {},
});

await describeNeeding('the source for Kafka, on a real broker', [ensureKafka, ensureKcat], () => {
  sourceContract(async () => {
    // One partition, so that the order of the topic is an order of all.
    const { transport } = await newKafkaStage(await sharedKafka(), { TOPIC_PARTITIONS: 'task-events=1' });
    return {
      newSource: transport.newSource,
      async put(records) {
        const sink = transport.newSink('putting');
        await sink.connect();
        await sink.publish(records, { timeoutMs: 30_000 });
        await sink.close();
      },
    };
  });

  test('SK14 a member that joins in the middle of a batch, and one that leaves, cost nothing but repetitions', async () => {
    const { transport } = await newKafkaStage(await sharedKafka());
    const sink = transport.newOpenSink();
    await sink.connect();
    await sink.publish(
      Array.from({ length: 120 }, (_, n) => record(n)),
      { timeoutMs: 30_000 },
    );
    const effects = new Set<string>();
    const handledBy = { first: 0, second: 0 };
    const secondJoined = Promise.withResolvers<void>();
    const stops = { first: new AbortController(), second: new AbortController() };
    const run = (name: 'first' | 'second') =>
      transport.newSource().run(
        {
          group: 'sharing',
          topics: ['task-events'],
          maxInFlight: 1,
          order: 'key',
          async handle({ body }, signal) {
            handledBy[name] += 1;
            if (name === 'second') secondJoined.resolve();
            // The first has its hands full until the other one has got partitions of its own.
            else if (handledBy.first > 5) await Promise.race([secondJoined.promise, once(signal, 'abort')]);
            if (signal.aborted) return 'retry';
            effects.add(body ?? '');
            return 'done';
          },
        },
        stops[name].signal,
      );
    const first = run('first');
    await vi.waitUntil(() => handledBy.first > 5, { timeout: 60_000 });
    const second = run('second');
    await secondJoined.promise;
    stops.first.abort();
    await first;
    await vi.waitUntil(() => effects.size === 120, { timeout: 60_000 });
    stops.second.abort();
    await second;
    await sink.close();
  });

  test('SK17 partitions that are read beside each other share the places there are', async () => {
    const { transport } = await newKafkaStage(await sharedKafka(), { TOPIC_PARTITIONS: 'task-events=6' });
    const sink = transport.newOpenSink();
    await sink.connect();
    await sink.publish(
      Array.from({ length: 120 }, (_, n) => record(n)),
      { timeoutMs: 30_000 },
    );
    const stop = new AbortController();
    const partitions = new Set<string>();
    let [handled, underWay, most] = [0, 0, 0];
    const run = transport.newSource().run(
      {
        group: 'bounded',
        topics: ['task-events'],
        maxInFlight: 2,
        order: 'none',
        async handle({ position }) {
          underWay += 1;
          most = Math.max(most, underWay);
          partitions.add(position.split('/')[1] ?? '');
          // Long enough for the other partitions to have come to the same point.
          await new Promise((resolve) => setTimeout(resolve, 20));
          underWay -= 1;
          handled += 1;
          return 'done';
        },
      },
      stop.signal,
    );
    await vi.waitUntil(() => handled >= 120, { timeout: 60_000 });
    stop.abort();
    await run;
    expect(partitions.size).toBeGreaterThan(1);
    expect(most).toBe(2);
    await sink.close();
  });
});
