import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Kafka, Partitioners } from 'kafkajs';
import { vi } from 'vitest';
import { z } from 'zod';
import { signUp } from '#test/e2e-client.ts';
import { type Carillon, startCarillon } from '#test/e2e-harness.ts';
import { copyMigratedState } from '#test/e2e-migrated-state.ts';
import { newServiceToken } from '#test/service-token.ts';
import { newArchiveStage, sharedPostgres } from '../../k8s-bridge/test/archive-stage.ts';
import { startBridge } from '../../k8s-bridge/test/bridge-process.ts';
import { startKafka } from '../cluster/kafka-broker.ts';
import { startSmtpCatcher } from '../cluster/smtp-catcher.ts';
import { temporaryFolder } from '../cluster/temporary-folder.ts';
import { startApiServer } from '../judges/api-server.ts';
import { claimState } from '../local/claim-state.ts';
import { project } from '../local/project.ts';
import { asHere, type Here } from './as-here.ts';
import { everyLogLine } from './every-log-line.ts';
import { makePrograms } from './make-programs.ts';
import { playNode } from './played-node.ts';

const COMMAND_TIMEOUT_MS = 240_000;
/** What an operator brings to the Secrets of the page on operating. */
const FILES_OF_SECRETS = [
  ...['kafka-password', 'database-url', 'audit-token', 'smtp-password'],
  ...['kafka-ca.crt', 'archive-ca.crt'],
];

/** Everything that the documents speak of, at work, and a terminal beside it. */
export interface DocumentsStage {
  /** Types a command in a checkout of its own; `said` is all that it wrote. */
  readonly type: (command: string) => Promise<{ code: number | null; stdout: string; said: string }>;
  /** As somebody does who stops its pods. */
  readonly stopBridge: () => Promise<void>;
  /** What a cluster does with Deployments, but for running anything. */
  readonly makePods: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function openStage(yourValues: string): Promise<DocumentsStage> {
  const endings: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of endings.reverse()) await end();
  };
  try {
    return { ...(await open(yourValues, endings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(yourValues: string, endings: (() => unknown)[]): Promise<Omit<DocumentsStage, 'stop'>> {
  const folder = await temporaryFolder('documents');
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const key = randomBytes(32).toString('base64url');
  const carillon = await startCarillon({ vars: { BACKUP_KEY: key } });
  endings.push(() => carillon.stop());
  const [broker, archive, mail, server] = await Promise.all([
    startKafka({ isShortLived: true }),
    sharedPostgres().then(newArchiveStage),
    startSmtpCatcher(),
    startApiServer(),
  ]);
  endings.push(broker.stop, archive.close, mail.stop, server.stop);
  const node = await playNode(server, await everyLogLine());
  endings.push(node.stop);
  // The topics of production are made where Strimzi looks for them.
  await server.newNamespace('kafka');

  const token = await newServiceToken(carillon, ['feed', 'deliveries']);
  const auditToken = randomBytes(24).toString('base64url');
  const bridgeEnv = {
    CARILLON_URL: carillon.origin,
    CARILLON_TOKEN: token.secret,
    KAFKA_BROKERS: broker.bootstrap,
    DATABASE_URL: archive.url,
    AUDIT_TOKEN: auditToken,
  };
  const smtp = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(mail.port),
    SMTP_SECURITY: 'none',
    SMTP_FROM: 'a@b.example',
  };
  const bridge = startBridge({ ...bridgeEnv, ...smtp, ROLES: 'mirror,notifier,archiver' });
  const stopBridge = async () => {
    bridge.signal('SIGTERM');
    await bridge.ended;
  };
  endings.push(stopBridge);
  const { port } = await bridge.untilLogged('bridge.started');
  // What was there before is told as a state, and not as events.
  await bridge.untilLogged('mirror.snapshot_finished');
  await bridge.untilLogged('archiver.migrated');

  const ada = await signUp(carillon.origin, 'Europe/Berlin');
  await ada.command([{ type: 'task.create', title: 'Read the runbooks' }]);
  await leaseAs('old-mirror', carillon.origin, token.secret);
  const event = await vi.waitUntil(
    async () => (await archive.sql("SELECT * FROM events WHERE type = 'task.created' LIMIT 1"))[0],
    { timeout: 120_000, interval: 200 },
  );
  const { id, user_id: user, sequence, epoch } = EventSchema.parse(event);
  await putDeadLetters(broker.bootstrap, { sequence: String(sequence), epoch });
  const heads = await archive.sql("SELECT month, count::int, encode(hash, 'hex') AS hash FROM archive_heads");

  const checkout = path.join(folder, 'checkout');
  await mkdir(checkout);
  for (const name of await readdir(project.root))
    await symlink(path.join(project.root, name), path.join(checkout, name));
  await writeFile(path.join(checkout, 'archiver.log'), `${JSON.stringify({ event: 'archiver.heads', heads })}\n`);
  await writeFile(path.join(checkout, 'your-values.yaml'), yourValues);
  for (const name of FILES_OF_SECRETS) await writeFile(path.join(checkout, name), 'any');
  await copyMigratedState(path.join(folder, 'database'));
  const state = path.join(folder, 'state');
  endings.push(await claimState(state, carillon.origin));
  const bin = await makePrograms(folder);
  const tokens = await Promise.all(Array.from({ length: 5 }, () => newServiceToken(carillon, ['feed'])));

  const here: Here = {
    edge: carillon.origin,
    bridge: `http://127.0.0.1:${port}`,
    broker: broker.bootstrap,
    ...{ user, event: id, folder },
    token: () => tokens.pop()?.token.id ?? '',
    backup: await finishedBackup(carillon),
    month: new Date().toISOString().slice(0, 7),
  };
  const env = {
    ...{ HOME: folder, CARILLON_STATE: state, KUBECONFIG: server.kubeconfig, BACKUP_KEY: key, ...bridgeEnv },
    PATH: [bin, path.join(project.root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
    OPERATOR_TOKEN: carillon.operatorToken,
    METRICS_TOKEN: (await newServiceToken(carillon, ['metrics'])).secret,
  };
  return {
    stopBridge,
    makePods: () => node.runPods('carillon'),
    async type(command) {
      const child = spawn('bash', ['-c', asHere(command, here)], {
        ...{ cwd: checkout, env, timeout: COMMAND_TIMEOUT_MS },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ]);
      return { code, stdout, said: stdout + stderr };
    },
  };
}

const EventSchema = z.object({ id: z.string(), user_id: z.string(), sequence: z.coerce.number(), epoch: z.string() });

/** A consumer that showed up once. */
async function leaseAs(consumer: string, origin: string, secret: string): Promise<void> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ consumer, holder: 'of the stage' });
  await fetch(`${origin}/feed/lease`, { method: 'POST', headers, body });
}

async function putDeadLetters(broker: string, headers: Record<string, string>): Promise<void> {
  const producer = new Kafka({ brokers: [broker] }).producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  for (const topic of ['dlq.task-events', 'dlq.reminders'])
    await producer.send({ topic, messages: [{ key: 'any', value: 'unread', headers }] });
  await producer.disconnect();
}

async function finishedBackup(carillon: Carillon): Promise<string> {
  const headers = { authorization: `Bearer ${carillon.operatorToken}`, 'content-type': 'application/json' };
  const at = `${carillon.origin}/api/operator/backups`;
  const begun = await fetch(at, { method: 'POST', headers, body: '{}' });
  const { run } = z.object({ run: z.string() }).parse(await begun.json());
  await vi.waitUntil(
    async () => {
      await carillon.tickCron('* * * * *');
      return (await (await fetch(at, { headers })).text()).includes('"isFinished":true');
    },
    { timeout: 120_000, interval: 100 },
  );
  return run;
}
