import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import { expect, onTestFinished, test, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { serveHttp } from '#bridge/http/serve-http.ts';
import { TOPICS } from '#core/feed/topics.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { startDaprd } from '../../scripts/cluster/daprd-process.ts';
import { ensureDaprd } from '../../scripts/cluster/ensure-daprd.ts';
import { ensureKafka } from '../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../scripts/cluster/ensure-kcat.ts';
import { temporaryFolder } from '../../scripts/cluster/temporary-folder.ts';
import { ensureHelm } from '../../scripts/judges/ensure-helm.ts';
import { type KafkaStage, newKafkaStage, sharedKafka } from '../test/kafka-stage.ts';
import { componentOf, DeploymentSchema, ofKind } from './manifests.ts';
import { render, renderText } from './render.ts';

const DAPR = { transport: 'dapr', ingress: { enabled: true } };
/** The injector makes these flags of daprd of its annotations. */
const FLAGS: Readonly<Record<string, string>> = {
  'dapr.io/app-health-check-path': '--app-health-check-path',
  'dapr.io/app-health-probe-interval': '--app-health-probe-interval',
  'dapr.io/app-health-probe-timeout': '--app-health-probe-timeout',
  'dapr.io/app-health-threshold': '--app-health-threshold',
  'dapr.io/block-shutdown-duration': '--dapr-block-shutdown-duration',
  'dapr.io/graceful-shutdown-seconds': '--dapr-graceful-shutdown-seconds',
  'dapr.io/max-body-size': '--max-body-size',
};

const annotationsOf = async (role: string): Promise<Record<string, string>> => {
  const deployments = ofKind(await render(DAPR), 'Deployment', DeploymentSchema);
  return deployments.find((each) => componentOf(each) === role)?.spec.template.metadata.annotations ?? {};
};

/** The sidecar of a role with the resources of the chart as they are, before a real broker. */
async function startSidecar({ env }: KafkaStage, role: string, app = new Hono()) {
  const [folder, brokers] = [await temporaryFolder('dapr'), (env.KAFKA_BROKERS ?? '').split(',')];
  const text = await renderText({
    ...DAPR,
    kafka: { brokers },
    topicPrefix: env.TOPIC_PREFIX,
    networkPolicy: { enabled: false },
  });
  const resources = text.split(/^---$/m).filter((each) => each.includes('apiVersion: dapr.io/'));
  const isConfiguration = (each: string) => each.includes('kind: Configuration');
  const config = path.join(folder, 'configuration');
  // One a file: of several in one daprd takes the first for the kind of all.
  for (const [index, each] of resources.filter((resource) => !isConfiguration(resource)).entries())
    await writeFile(path.join(folder, `${index}.yaml`), each);
  await writeFile(config, resources.filter(isConfiguration).join('---'));
  app.get('/health', (ctx) => ctx.text('ok'));
  const server = await serveHttp(
    (request) => app.fetch(request),
    0,
    () => {},
  );
  const annotations = await annotationsOf(role);
  const isWatched = annotations['dapr.io/enable-app-health-check'] === 'true';
  const flags = Object.entries(FLAGS).flatMap(([name, flag]) => (annotations[name] ? [flag, annotations[name]] : []));
  const daprd = await startDaprd({
    appId: annotations['dapr.io/app-id'] ?? '',
    resourcesDir: folder,
    appPort: server.port,
    env: { NAMESPACE: 'carillon' },
    flags: ['--config', config, ...flags, ...(isWatched ? ['--enable-app-health-check'] : [])],
  });
  onTestFinished(async () => {
    await daprd.kill9();
    await server.close();
    await rm(folder, { recursive: true });
  });
  const publish = async (topic: string, body = '{}') => {
    const query = 'metadata.partitionKey=ann&metadata.rawPayload=true';
    const url = `${daprd.url}/v1.0/publish/carillon-${role}/${env.TOPIC_PREFIX}${topic}?${query}`;
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await answer.body?.cancel();
    return answer.status;
  };
  return { daprd, publish };
}

await describeNeeding('the chart with Dapr', [ensureHelm], () => {
  test('CHT15 each role has a component and a group of its own, and is subscribed to what it reads', async () => {
    const text = await renderText(DAPR);
    const resources = parseAllDocuments(text).map((document): unknown => document.toJS());
    const scoped = (role: string) => ({ scopes: [`carillon-${role}`] });
    for (const role of ['mirror', 'notifier', 'archiver', 'ingress']) {
      const metadata = expect.arrayContaining([
        { name: 'consumerGroup', value: `carillon-${role}-v1` },
        { name: 'version', value: '2.8.0' },
        { name: 'initialOffset', value: 'oldest' },
      ]);
      expect(resources).toContainEqual(
        expect.objectContaining({ kind: 'Component', ...scoped(role), spec: expect.objectContaining({ metadata }) }),
      );
    }
    const dead = {
      reminders: 'dlq.reminders',
      'task-events': 'dlq.task-events',
      'notification-events': 'dlq.task-events',
    };
    for (const [role, topics] of [
      ['notifier', ['reminders']],
      ['archiver', Object.keys(dead)],
    ] as const) {
      for (const topic of topics) {
        const spec = {
          pubsubname: `carillon-${role}`,
          topic,
          routes: { default: `/dapr/records/${topic}` },
          metadata: { rawPayload: 'true' },
          deadLetterTopic: Object.entries(dead).find(([name]) => name === topic)?.[1],
        };
        expect(resources).toContainEqual(expect.objectContaining({ kind: 'Subscription', ...scoped(role), spec }));
      }
    }
    expect(text.match(/^kind: Subscription$/gm)).toHaveLength(4);
    expect(await renderText({ ...DAPR, dapr: { deadLetters: false } })).not.toContain('deadLetterTopic');
  });

  test('CHT15 who reads loses its sidecar first, who publishes keeps it until it has ended', async () => {
    for (const role of ['mirror', 'ingress'])
      expect(await annotationsOf(role)).toMatchObject({ 'dapr.io/block-shutdown-duration': '25s' });
    for (const role of ['notifier', 'archiver']) {
      const annotations = await annotationsOf(role);
      expect(annotations).not.toHaveProperty('dapr.io/block-shutdown-duration');
      expect(annotations).toMatchObject({
        'dapr.io/app-token-secret': 'carillon-dapr-app-token',
        'dapr.io/enable-app-health-check': 'true',
        'dapr.io/disable-builtin-k8s-secret-store': 'true',
        'dapr.io/sidecar-memory-limit': '192Mi',
      });
    }
  });
});

await describeNeeding('the chart with a real daprd', [ensureHelm, ensureKafka, ensureKcat, ensureDaprd], () => {
  test('CHT15 the mirror may write its topics and no other, an archiver only what it puts aside', async () => {
    const stage = await newKafkaStage(await sharedKafka());
    const mirror = await startSidecar(stage, 'mirror');
    for (const topic of TOPICS) expect(await mirror.publish(topic, `{"of":"${topic}"}`), topic).toBe(204);
    expect(await mirror.publish('other')).toBe(403);
    for (const topic of TOPICS)
      expect(await stage.read(topic)).toMatchObject([{ key: 'ann', value: `{"of":"${topic}"}` }]);
    // Of its API it answers what the program asks, and nothing else.
    const ask = async (at: string) => (await fetch(`${mirror.daprd.url}${at}`)).status;
    expect(await ask('/v1.0/healthz/outbound')).toBe(204);
    expect(await ask('/v1.0/metadata')).toBe(404);
    const archiver = await startSidecar(stage, 'archiver');
    expect(await archiver.publish('task-events')).toBe(403);
    expect(await archiver.publish('dlq.task-events')).toBe(204);
  });

  test('CHT15 a reader gets what was there before it; what it does not take in four tries is put aside, and the next one comes', async () => {
    const stage = await newKafkaStage(await sharedKafka(), { TOPIC_PARTITIONS: 'task-events=1' });
    const { publish } = await startSidecar(stage, 'mirror');
    for (const topic of ['task-events', 'reminders', 'notification-events']) await publish(topic, '"before"');
    await publish('task-events', '"bad"');
    await publish('task-events', '"after"');
    const tries: string[] = [];
    const app = new Hono();
    app.post('/dapr/records/:topic', async (ctx) => {
      const { data_base64: data = '' } = await ctx.req.json<{ data_base64?: string }>();
      const record = `${ctx.req.param('topic')} ${Buffer.from(data, 'base64')}`;
      tries.push(record);
      return record.includes('bad') ? ctx.json({}, 500) : ctx.json({ status: 'SUCCESS' });
    });
    await startSidecar(stage, 'archiver', app);
    await vi.waitFor(() => expect(tries).toContain('task-events "after"'), { timeout: 60_000, interval: 50 });
    await vi.waitFor(() => expect(new Set(tries).size).toBe(5), { timeout: 60_000, interval: 50 });
    expect(tries.filter((each) => each === 'task-events "bad"')).toHaveLength(4);
    expect(tries.filter((each) => each.startsWith('task-events'))).toEqual([
      'task-events "before"',
      ...Array(4).fill('task-events "bad"'),
      'task-events "after"',
    ]);
    expect(await stage.read('dlq.task-events')).toMatchObject([{ value: '"bad"' }]);
  });

  test('CHT15 a sidecar that is asked to end lets the record that is under way be finished, and puts nothing aside', async () => {
    const stage = await newKafkaStage(await sharedKafka(), { TOPIC_PARTITIONS: 'task-events=1' });
    const { publish } = await startSidecar(stage, 'mirror');
    const arrived = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const app = new Hono();
    app.post('/dapr/records/:topic', async (ctx) => {
      arrived.resolve();
      await finish.promise;
      return ctx.json({ status: 'SUCCESS' });
    });
    const { daprd } = await startSidecar(stage, 'archiver', app);
    await publish('task-events', '"slow"');
    await arrived.promise;
    const stopped = daprd.stop();
    // It has begun to end when it is not well any more; the record is still under way then.
    const isWell = async () => (await fetch(`${daprd.url}/v1.0/healthz`).catch(() => null))?.ok ?? false;
    await vi.waitFor(async () => expect(await isWell()).toBe(false), { timeout: 60_000, interval: 50 });
    finish.resolve();
    await stopped;
    expect(await stage.read('dlq.task-events')).toEqual([]);
    const admin = stage.kafka.admin();
    await admin.connect();
    onTestFinished(() => admin.disconnect());
    const topic = `${stage.prefix}task-events`;
    const committed = await admin.fetchOffsets({ groupId: `${stage.prefix}carillon-archiver-v1`, topics: [topic] });
    expect(committed).toMatchObject([{ partitions: [{ offset: '1' }] }]);
  });
});
