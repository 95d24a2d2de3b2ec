import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kafka } from 'kafkajs';
import { vi } from 'vitest';
import { systemClock } from '#bridge/clock.ts';
import { bridgeVariables } from '#bridge/config/bridge-variables.ts';
import { type Environment, readConfig } from '#bridge/config/read-config.ts';
import { kafkaClients } from '#bridge/kafka/kafka-client.ts';
import { kafkaTransport } from '#bridge/kafka/kafka-transport.ts';
import type { Log } from '#bridge/log.ts';
import type { Transport } from '#bridge/transport/transport.ts';
import type { Topic } from '#core/feed/topics.ts';
import { type KafkaBroker, startKafka } from '../../scripts/cluster/kafka-broker.ts';
import { type ReadRecord, readBack } from '../../scripts/cluster/read-back.ts';

let shared: Promise<KafkaBroker> | null = null;

/** The broker of this test worker, which ends with it; tests keep apart by topic prefix. Nobody kills it. */
export function sharedKafka(): Promise<KafkaBroker> {
  shared ??= startShared();
  return shared;
}

const SHARED = 'carillon-kafka-shared-';

async function startShared(): Promise<KafkaBroker> {
  // A worker is ended without a chance to clean up: the next one removes what those left that are gone.
  for (const name of await readdir(tmpdir())) {
    const isLeft = name.startsWith(SHARED) && !isAlive(Number(name.slice(SHARED.length)));
    if (isLeft) await rm(path.join(tmpdir(), name), { recursive: true, force: true });
  }
  return await startKafka({ dataDir: path.join(tmpdir(), `${SHARED}${process.pid}`), isShortLived: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Topics of a test's own, with the bridge's transport to them and a reader that is not the bridge. */
export interface KafkaStage {
  readonly prefix: string;
  readonly env: Environment;
  readonly transport: Transport;
  /** For what only an administrator does. */
  readonly kafka: Kafka;
  readonly read: (topic: Topic) => Promise<ReadRecord[]>;
}

export async function newKafkaStage(broker: KafkaBroker, more: Environment = {}, log = silentLog): Promise<KafkaStage> {
  const prefix = `${randomUUID().slice(0, 8)}.`;
  const env = { ROLES: 'mirror', KAFKA_BROKERS: broker.bootstrap, TOPIC_PREFIX: prefix, ...more };
  const config = readConfig(bridgeVariables, env);
  const transport = kafkaTransport({ config, clock: systemClock, random: Math.random, log });
  // As the program does: a broker with much to do has not told all of itself about a new topic at once.
  await vi.waitFor(() => transport.prepare(), { timeout: 60_000, interval: 200 });
  const { kafka } = await kafkaClients(config, log)();
  return { prefix, env, transport, kafka, read: (topic) => readBack(broker.bootstrap, `${prefix}${topic}`) };
}
