import { once } from 'node:events';
import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../scripts/cluster/ensure-kafka.ts';
import { startBridge } from '../test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../test/kafka-stage.ts';

await describeNeeding('the commands of the cluster, on a real broker', [ensureKafka], () => {
  test('CHT22 create-topics makes what is missing once, and verify finds it as it shall be', async () => {
    const broker = await sharedKafka();
    const { env, kafka } = await newKafkaStage(broker, { CREATE_TOPICS: 'off', TOPIC_PARTITIONS: 'reminders=4' });
    const create = () => startBridge(env, ['create-topics']);
    const first = create();
    expect(await first.ended).toBe(0);
    expect(first.lines.filter(({ event }) => event === 'topics.created')).toHaveLength(1);
    const second = create();
    expect(await second.ended).toBe(0);
    expect(second.lines.filter(({ event }) => event.startsWith('topics.'))).toEqual([]);

    const edge = { CARILLON_URL: 'http://127.0.0.1:9', CARILLON_TOKEN: 'nobody' };
    const verify = async (more: Record<string, string> = {}) => {
      const program = startBridge({ ...env, ...edge, ...more }, ['verify', '--role=mirror=http://127.0.0.1:9']);
      // Its last lines are read by then, other than at its exit.
      const [code] = await once(program.child, 'close');
      return { code, said: program.errors() };
    };
    const { code, said } = await verify();
    expect(code).toBe(1);
    expect(said.match(/^ok {6}topic /gm)).toHaveLength(6);
    expect(said).toMatch(/^FAILED {2}mirror is ready: http:\/\/127\.0\.0\.1:9 does not answer/m);
    expect(said).toMatch(/^FAILED {2}the edge is read by mirror: the edge does not answer.*lag-grows\.md/m);
    const other = await verify({ TOPIC_PARTITIONS: 'reminders=5' });
    expect(other.said).toMatch(
      /^FAILED {2}topic \S+reminders: has 4 partitions and not 5 \(docs\/runbooks\/broker-down\.md\)$/m,
    );

    const admin = kafka.admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [`${env.TOPIC_PREFIX}reminders`] });
    expect(topics[0]?.partitions).toHaveLength(4);
    await admin.disconnect();
  });
});
