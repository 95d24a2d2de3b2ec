import { expect, test, vi } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { startDaprd } from '../../../scripts/cluster/daprd-process.ts';
import { ensureDaprd } from '../../../scripts/cluster/ensure-daprd.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../scripts/cluster/ensure-kcat.ts';
import { freePorts } from '../../../scripts/local/free-ports.ts';
import { startBridge } from '../../test/bridge-process.ts';
import { DAPR_TOKENS, daprComponents } from '../../test/dapr-stage.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';
import { sampleEvents } from '../../test/sample-event.ts';
import { serveFakeEdge } from '../../test/serve-fake-edge.ts';

const EVENTS = 60;

await describeNeeding('the mirror through Dapr', [ensureKafka, ensureKcat, ensureDaprd], () => {
  test('MI17 through Dapr the same records arrive; a sidecar that is late or dies is waited for, and nothing is lost', async () => {
    const broker = await sharedKafka();
    const stage = await newKafkaStage(broker);
    const edge = await serveFakeEdge();
    const [port = 0] = await freePorts(1);
    const mirror = startBridge({
      ROLES: 'mirror',
      TRANSPORT: 'dapr',
      DAPR_API_TOKEN: DAPR_TOKENS.bridge.DAPR_API_TOKEN,
      DAPR_URL: `http://127.0.0.1:${port}`,
      TOPIC_PREFIX: stage.prefix,
      CARILLON_URL: edge.origin,
      CARILLON_TOKEN: 'any',
      MIRROR_PAGE_EVENTS: '20',
    });
    const untilAcknowledged = (seq: number) =>
      vi.waitUntil(() => edge.feed.cursor('mirror').seq >= seq, { timeout: 90_000, interval: 20 });
    edge.feed.append(sampleEvents(EVENTS));
    const { port: own } = await mirror.untilLogged('bridge.started');
    await mirror.untilLogged('mirror.retrying');
    expect((await fetch(`http://127.0.0.1:${own}/ready`)).status).toBe(503);
    const env = { ...DAPR_TOKENS.daprd, KAFKA_BROKERS: broker.bootstrap, CONSUMER_GROUP: `${stage.prefix}bridge` };
    const daprd = await startDaprd({ appId: 'bridge', resourcesDir: daprComponents, port, env });
    try {
      await untilAcknowledged(EVENTS);
      await expect.poll(async () => (await fetch(`http://127.0.0.1:${own}/ready`)).status).toBe(200);
      await daprd.kill9();
      const retried = mirror.lines.filter(({ event }) => event === 'mirror.retrying').length;
      edge.feed.append(sampleEvents(2 * EVENTS).slice(EVENTS));
      await mirror.untilLogged('mirror.retrying', retried + 1);
      await daprd.restart();
      await untilAcknowledged(2 * EVENTS);
      const read = await stage.read('task-events');
      const byUser = Map.groupBy(read, ({ key }) => key);
      for (const records of byUser.values()) {
        const sequences = [...new Set(records.map(({ value }) => String(JSON.parse(value ?? '').sequence)))];
        expect(sequences).toEqual([...sequences].sort());
      }
      const ids = new Set(read.map(({ value }) => String(JSON.parse(value ?? '').id)));
      expect(ids).toEqual(new Set(sampleEvents(2 * EVENTS).map(({ id }) => id)));
    } finally {
      mirror.signal('SIGKILL');
      await mirror.ended;
      await daprd.stop();
      await edge.close();
    }
  });
});
