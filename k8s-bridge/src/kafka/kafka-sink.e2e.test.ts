import { expect, test } from 'vitest';
import { RecordsRefused } from '#bridge/errors.ts';
import type { SinkRecord } from '#bridge/sinks/event-sink.ts';
import { sinkContract } from '#test/contracts/event-sink.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../scripts/cluster/ensure-kcat.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';

const GENEROUS = { timeoutMs: 30_000 };

function record(key: string, body: string): SinkRecord {
  return { topic: 'task-events', key, body, contentType: 'application/json', headers: {} };
}

await describeNeeding('the sink for Kafka, on a real broker', [ensureKafka, ensureKcat], () => {
  sinkContract(
    async () => {
      const { transport, read } = await newKafkaStage(await sharedKafka());
      return {
        newSink: transport.newSink,
        read: async (topic) =>
          (await read(topic)).map(({ key, value, headers }) => ({ key, body: value, headers: textOf(headers) })),
      };
    },
    { canFence: true },
  );

  // Vectors of Kafka's own UtilsTest, in three partitions.
  test('SK6 a key goes to the partition where every Java client puts it', async () => {
    const stage = await newKafkaStage(await sharedKafka());
    const sink = stage.transport.newSink('one');
    await sink.connect();
    const partitions = { '21': 0, foobar: 0, abc: 0, 'a-little-bit-long-string': 2, 'a-little-bit-longer-string': 2 };
    await sink.publish(
      Object.keys(partitions).map((key) => record(key, key)),
      GENEROUS,
    );
    const read = await stage.read('task-events');
    expect(Object.fromEntries(read.map(({ key, partition }) => [key, partition]))).toEqual(partitions);
    await sink.close();
  });

  test('SK7 a batch larger than the broker takes at once is split; a record larger than that is refused, and the sink goes on', async () => {
    const stage = await newKafkaStage(await sharedKafka());
    const sink = stage.transport.newSink('one');
    await sink.connect();
    const large = Array.from({ length: 6 }, (_, n) => record('usr_a', `${n}`.repeat(500_000)));
    await sink.publish(large, GENEROUS);
    const tooLarge = [record('usr_a', 'before'), record('usr_a', 'x'.repeat(1_500_000))];
    await expect(sink.publish(tooLarge, GENEROUS)).rejects.toThrow(RecordsRefused);
    await sink.publish([record('usr_a', 'after')], GENEROUS);
    const read = await stage.read('task-events');
    expect(read.map(({ value }) => value?.slice(0, 6))).toEqual([
      ...large.map(({ body }) => body?.slice(0, 6)),
      'after',
    ]);
    await sink.close();
  });

  test('SK12 topics are created once, as configured: a week, task-updates compacted and nothing else', async () => {
    const broker = await sharedKafka();
    const { prefix, transport, kafka } = await newKafkaStage(broker, {
      TOPIC_PARTITIONS: 'task-events=5,dlq.reminders=2',
    });
    await transport.prepare();
    const admin = kafka.admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata();
    const own = topics.filter(({ name }) => name.startsWith(prefix));
    const partitions = own.map(({ name, partitions: all }) => [name.slice(prefix.length), all.length] as const);
    expect(Object.fromEntries(partitions)).toEqual({
      'task-events': 5,
      reminders: 2,
      'task-updates': 2,
      'notification-events': 2,
      'dlq.task-events': 1,
      'dlq.reminders': 2,
    });
    const configNames = ['cleanup.policy', 'retention.ms'];
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: own.map(({ name }) => ({ type: 2, name, configNames })),
    });
    for (const { resourceName, configEntries } of resources) {
      const values = Object.fromEntries(configEntries.map((entry) => [entry.configName, entry.configValue]));
      if (resourceName.endsWith('task-updates')) expect(values['cleanup.policy']).toBe('compact');
      else expect(values).toEqual({ 'cleanup.policy': 'delete', 'retention.ms': String(7 * 24 * 60 * 60 * 1000) });
    }
    await admin.disconnect();
  });
});

function textOf(headers: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']));
}
