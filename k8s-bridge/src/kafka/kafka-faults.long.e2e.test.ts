import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SinkUnavailable } from '#bridge/errors.ts';
import type { EventSink, SinkRecord } from '#bridge/sinks/event-sink.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { type CertificateAuthority, makeAuthority } from '../../../scripts/cluster/certificates.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../scripts/cluster/ensure-kcat.ts';
import { type HalfOpenProxy, startHalfOpenProxy } from '../../../scripts/cluster/half-open-proxy.ts';
import { type KafkaBroker, startKafka } from '../../../scripts/cluster/kafka-broker.ts';
import { startBridge } from '../../test/bridge-process.ts';
import { newKafkaStage } from '../../test/kafka-stage.ts';
import { sampleEvents } from '../../test/sample-event.ts';
import { serveFakeEdge } from '../../test/serve-fake-edge.ts';

// A broker that is killed, goes silent, and asks who one is.

const USER = { name: 'bridge', password: 'first password' };
const GENEROUS = { timeoutMs: 30_000 };

let folder: string;
let authority: CertificateAuthority;
let proxy: HalfOpenProxy;
let broker: KafkaBroker;

const inFolder = async (name: string, text: string): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
};

const record = (n: number): SinkRecord => ({
  topic: 'task-events',
  key: 'usr_a',
  body: `${n}`,
  contentType: 'application/json',
  headers: {},
});

async function start(): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), 'carillon-kafka-faults-'));
  authority = await makeAuthority();
  proxy = await startHalfOpenProxy();
  const server = await authority.issueServer(['localhost', '127.0.0.1']);
  broker = await startKafka({ tls: { authority, server, users: [USER] }, proxy });
}

async function stop(): Promise<void> {
  await broker?.stop();
  await proxy?.stop();
  await rm(folder, { recursive: true, force: true });
}

/** What the configuration of a client of the TLS listeners is made of. */
async function securely(more: Record<string, string>): Promise<Record<string, string>> {
  const ca = await inFolder('ca.pem', authority.certificate);
  return { KAFKA_BROKERS: broker.saslBootstrap ?? '', KAFKA_TLS: 'on', KAFKA_CA_FILE: ca, ...more };
}

await describeNeeding('Kafka when it is difficult', [ensureKafka, ensureKcat], () => {
  beforeAll(start);
  afterAll(stop);

  test('SK4 a broker that falls silent holds nobody up for longer than allowed, and what was given up never appears', async () => {
    const stage = await newKafkaStage(broker, { KAFKA_BROKERS: proxy.address });
    const sink = stage.transport.newSink('one');
    await sink.connect();
    await sink.publish([record(1)], GENEROUS);
    proxy.blackHole();
    const startMs = performance.now();
    await expect(sink.publish([record(2)], { timeoutMs: 1_000 })).rejects.toThrow(SinkUnavailable);
    expect(performance.now() - startMs).toBeLessThan(10_000);
    proxy.heal();
    await sink.connect();
    await sink.publish([record(3)], GENEROUS);
    expect((await stage.read('task-events')).map(({ value }) => value)).toEqual(['1', '3']);
    await sink.close();
  });

  test('SK5 connections are encrypted and logged in as configured; a wrong password, authority or certificate is refused', async () => {
    const stage = await newKafkaStage(broker);
    const login = { KAFKA_USERNAME: USER.name, KAFKA_PASSWORD: USER.password };
    const stranger = await inFolder('stranger.pem', (await makeAuthority('stranger')).certificate);
    const client = await authority.issueClient('bridge');
    const certificate = {
      KAFKA_BROKERS: broker.mutualBootstrap ?? '',
      KAFKA_CERT_FILE: await inFolder('client.pem', client.certificate),
      KAFKA_KEY_FILE: await inFolder('client.key', client.key),
    };
    const sinkWith = async (more: Record<string, string>): Promise<EventSink> => {
      const env = { ...(await securely(more)), CREATE_TOPICS: 'off', TOPIC_PREFIX: stage.prefix };
      return (await newKafkaStage(broker, env)).transport.newOpenSink();
    };
    const good = [
      { ...login, KAFKA_SASL_MECHANISM: 'plain' },
      { ...login, KAFKA_SASL_MECHANISM: 'scram-sha-256' },
      { ...login, KAFKA_SASL_MECHANISM: 'scram-sha-512' },
      certificate,
    ];
    for (const [n, more] of good.entries()) {
      const sink = await sinkWith(more);
      await sink.connect();
      await sink.publish([record(n)], GENEROUS);
      await sink.close();
    }
    // Not even the switch that turns all verification of a Node process off.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const bad: Record<string, string>[] = [
      { ...login, KAFKA_SASL_MECHANISM: 'plain', KAFKA_PASSWORD: 'wrong' },
      { ...login, KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_PASSWORD: 'wrong' },
      { ...login, KAFKA_SASL_MECHANISM: 'plain', KAFKA_CA_FILE: stranger },
      { ...certificate, KAFKA_CA_FILE: stranger },
      { KAFKA_BROKERS: certificate.KAFKA_BROKERS },
    ];
    await Promise.all(
      bad.map(async (more) => {
        await expect((await sinkWith(more)).connect()).rejects.toThrow(SinkUnavailable);
      }),
    );
    vi.unstubAllEnvs();
    expect((await stage.read('task-events')).map(({ value }) => value).sort()).toEqual(['0', '1', '2', '3']);
  });

  test('MI14 the broker is killed under the mirror and comes back with another password: it goes on by itself', async () => {
    const password = await inFolder('password', `${USER.password}\n`);
    const stage = await newKafkaStage(broker);
    const edge = await serveFakeEdge({ ttlMs: 5_000 });
    const env = await securely({
      KAFKA_SASL_MECHANISM: 'plain',
      KAFKA_USERNAME: USER.name,
      KAFKA_PASSWORD_FILE: password,
      TOPIC_PREFIX: stage.prefix,
    });
    const mirror = startBridge({ ...env, ROLES: 'mirror', CARILLON_URL: edge.origin, CARILLON_TOKEN: 'any' });
    const untilAcknowledged = (seq: number) =>
      vi.waitUntil(() => edge.feed.cursor('mirror').seq >= seq, { timeout: 90_000, interval: 20 });
    try {
      edge.feed.append(sampleEvents(100));
      await untilAcknowledged(100);
      await broker.kill9();
      edge.feed.append(sampleEvents(200).slice(100));
      await mirror.untilLogged('mirror.retrying');
      await broker.restart([{ ...USER, password: 'second password' }]);
      await writeFile(password, 'second password\n');
      await untilAcknowledged(200);
      const ids = (await stage.read('task-events')).map(({ value }) => String(JSON.parse(value ?? '{}').id));
      expect(new Set(ids).size).toBe(200);
      expect(mirror.errors()).toBe('');
    } finally {
      mirror.signal('SIGKILL');
      await mirror.ended;
      await edge.close();
    }
  });
});
