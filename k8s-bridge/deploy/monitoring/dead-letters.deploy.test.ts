import { expect, test, vi } from 'vitest';
import { TOPICS } from '#core/feed/topics.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensurePrometheus } from '../../../scripts/judges/ensure-prometheus.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';
import { RULE_FILES } from '../../test/monitoring/alert-rules.ts';
import { startPrometheus } from '../../test/monitoring/prometheus.ts';
import { serveTopicOffsets } from '../../test/monitoring/topic-offsets.ts';

/** Long enough for many looks of a Prometheus that looks every two seconds. */
const SEEN = { timeout: 90_000, interval: 200 };

await describeNeeding('dead letters', [ensurePrometheus, ensureKafka], () => {
  test('OB25 a record that no program counted alerts when it is on a dead-letter topic of a real broker, and on no other', async () => {
    const { prefix, transport, kafka } = await newKafkaStage(await sharedKafka());
    const named = (topic: string) => `${prefix}${topic}`;
    const offsets = await serveTopicOffsets(kafka, TOPICS.map(named));
    const prometheus = await startPrometheus([{ job: 'kafka-exporter', address: offsets.address }], RULE_FILES);
    // As a sidecar puts it there: the program has no part in it, and its counter none either.
    const sink = transport.newOpenSink();
    const put = async (topic: 'task-events' | 'dlq.task-events') => {
      const record = { topic, key: 'usr_1', body: '{}', contentType: 'application/json', headers: {} };
      await sink.publish([record], { timeoutMs: 30_000 });
    };
    const endOf = async (topic: string) =>
      (await prometheus.query(`sum(kafka_topic_partition_current_offset{topic="${named(topic)}"})`))[0];
    const firing = async (more = '') =>
      await prometheus.query(`count(ALERTS{alertname="CarillonDeadLetters",alertstate="firing"${more}})`);
    try {
      await sink.connect();
      await vi.waitFor(async () => expect(await endOf('dlq.task-events')).toBe(0), SEEN);
      await put('task-events');
      // Two looks at it, of which a growth consists, and the rules were asked after both.
      await vi.waitFor(async () => expect(await endOf('task-events')).toBeGreaterThan(0), SEEN);
      const grown = `increase(kafka_topic_partition_current_offset{topic="${named('task-events')}"}[10m]) > 0`;
      await vi.waitFor(async () => expect(await prometheus.query(grown)).toHaveLength(1), SEEN);
      expect(await firing()).toEqual([]);
      await put('dlq.task-events');
      await vi.waitFor(async () => expect(await firing()).toEqual([1]), SEEN);
      expect(await firing(`,topic="${named('dlq.task-events')}"`)).toEqual([1]);
    } finally {
      await sink.close();
      await prometheus.stop();
      await offsets.close();
    }
  });
});
