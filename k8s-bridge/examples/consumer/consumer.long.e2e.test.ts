import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EVENT_CONTENT_TYPE } from '#core/feed/to-records.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { startDaprd } from '../../../scripts/cluster/daprd-process.ts';
import { ensureDaprd } from '../../../scripts/cluster/ensure-daprd.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../scripts/cluster/ensure-kcat.ts';
import { freePort } from '../../../scripts/local/free-port.ts';
import { daprComponents } from '../../test/dapr-stage.ts';
import { type KafkaStage, newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';
import { sampleEvents } from '../../test/sample-event.ts';

const EVENTS = sampleEvents(20);

let folder: string;
let running: ChildProcess[];

interface Consumer {
  readonly lines: () => string[];
  readonly kill: () => Promise<void>;
}

function start(program: string, env: Record<string, string>): Consumer {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, program)], {
    env: { PATH: process.env.PATH, STATE: path.join(folder, 'state.sqlite'), ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return {
    lines: () => output.split('\n').filter((line) => /^(new|known) /.test(line)),
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const untilRead = (consumer: Consumer, count: number) =>
  vi.waitUntil(() => consumer.lines().length >= count, { timeout: 60_000, interval: 20 });

async function publish(stage: KafkaStage): Promise<void> {
  const sink = stage.transport.newOpenSink();
  await sink.connect();
  const records = EVENTS.map((event) => ({
    topic: 'task-events' as const,
    key: event.userid,
    body: JSON.stringify(event),
    contentType: EVENT_CONTENT_TYPE,
    headers: {},
  }));
  await sink.publish(records, { timeoutMs: 30_000 });
  await sink.close();
}

await describeNeeding('the examples of consumers', [ensureKafka, ensureKcat, ensureDaprd], () => {
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'carillon-consumer-'));
    running = [];
  });
  afterEach(async () => {
    for (const child of running.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  test('EX3 on Kafka: killed and begun anew from the first record, it acts on nothing twice', async () => {
    const broker = await sharedKafka();
    const stage = await newKafkaStage(broker);
    await publish(stage);
    const env = { KAFKA_BROKERS: broker.bootstrap, TOPIC_PREFIX: stage.prefix };
    const first = start('kafka.ts', { ...env, GROUP: `${stage.prefix}one` });
    await untilRead(first, EVENTS.length);
    await first.kill();
    expect(first.lines().every((line) => line.startsWith('new'))).toBe(true);
    const again = start('kafka.ts', { ...env, GROUP: `${stage.prefix}two` });
    await untilRead(again, EVENTS.length);
    expect(again.lines().every((line) => line.startsWith('known'))).toBe(true);
  });

  test('EX3 on Dapr: the same', async () => {
    const broker = await sharedKafka();
    const stage = await newKafkaStage(broker);
    await publish(stage);
    for (const word of ['new', 'known']) {
      const port = await freePort(0);
      const consumer = start('dapr.ts', { PORT: String(port), TOPIC_PREFIX: stage.prefix, APP_API_TOKEN: 'shown' });
      const daprd = await startDaprd({
        appId: 'open-tasks',
        resourcesDir: daprComponents,
        appPort: port,
        isAppLater: true,
        env: {
          APP_API_TOKEN: 'shown',
          KAFKA_BROKERS: broker.bootstrap,
          CONSUMER_GROUP: `${stage.prefix}${word}`,
        },
      });
      await untilRead(consumer, EVENTS.length);
      // Whoever else reaches its port hands in nothing.
      const forged = await fetch(`http://127.0.0.1:${port}/events`, { method: 'POST', body: '{"type":"forged"}' });
      expect(forged.status).toBe(401);
      await daprd.stop();
      await consumer.kill();
      expect(consumer.lines().every((line) => line.startsWith(word))).toBe(true);
    }
  });
});
