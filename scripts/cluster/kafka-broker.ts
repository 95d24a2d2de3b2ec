import { randomBytes } from 'node:crypto';
import { access, chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { stillRequestQueue } from '../../k8s-bridge/src/kafka/still-request-queue.ts';
import { freePorts } from '../local/free-ports.ts';
import { PlainError } from '../local/plain-error.ts';
import { findJava } from './ensure-jdk.ts';
import { kafkaClassPath } from './ensure-kafka.ts';
import type { HalfOpenProxy } from './half-open-proxy.ts';
import { kafkaClassArchive } from './kafka-class-archive.ts';
import { type KafkaPorts, type KafkaTls, type KafkaUser, kafkaProperties } from './kafka-properties.ts';
import { runProgram } from './run-program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { startTied, type TiedProcess } from './tied-process.ts';
import { untilReady } from './until-ready.ts';

const ANSWER_TIMEOUT_MS = 2_000;
const JVM_FLAGS = ['-XX:+UseSerialGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

interface KafkaOptions {
  /** Kept; without one, a temporary folder that `stop` removes. */
  readonly dataDir?: string;
  /** Of the plaintext listener; 0 is any free one. */
  readonly port?: number;
  readonly heapMb?: number;
  /** Compiles quickly and not well: it starts sooner, and is slower where much is to be done. */
  readonly isShortLived?: boolean;
  /** Two more listeners: SASL over TLS, and TLS with a client certificate. */
  readonly tls?: KafkaTls;
  /** One more listener, whose clients are always led through this proxy: a broker tells its clients where it is. */
  readonly proxy?: HalfOpenProxy;
}

/** A running single-node Apache Kafka. Every address is `host:port`, for clients of this machine. */
export interface KafkaBroker {
  /** Plaintext, without a password. */
  readonly bootstrap: string;
  readonly port: number;
  /** PLAIN and SCRAM users over TLS; null without `tls`. */
  readonly saslBootstrap: string | null;
  /** TLS with a client certificate of the authority; null without `tls`. */
  readonly mutualBootstrap: string | null;
  readonly dataDir: string;
  /** Of the present process: another one after `restart`. */
  readonly pid: () => number;
  /** Settles when the present process is gone, by whatever cause. */
  readonly ended: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly kill9: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** The same data and ports again, after `kill9` or in order; `users` replaces those who log in by PLAIN. */
  readonly restart: (users?: readonly KafkaUser[]) => Promise<void>;
  readonly logTail: () => string;
}

/** Starts a broker and returns when it answers a metadata request. Call `ensureKafka` first. */
export async function startKafka(options: KafkaOptions = {}): Promise<KafkaBroker> {
  const java = findJava();
  if (!java) throw new PlainError('Java 17 or newer is missing');
  const archive = await kafkaClassArchive(java, (flags) => runOnce(java, flags));
  return await startBroker(java, options, [...archive, ...(options.isShortLived ? ['-XX:TieredStopAtLevel=1'] : [])]);
}

async function runOnce(java: string, flags: readonly string[]): Promise<void> {
  const broker = await startBroker(java, {}, [], flags);
  // In order, however long it writes: stopped by the usual means it would be killed after a while.
  process.kill(broker.pid(), 'SIGTERM');
  await broker.ended();
  await broker.stop();
}

/** @param atBroker flags of the broker alone, and not of the program that makes its folder */
async function startBroker(
  java: string,
  options: KafkaOptions,
  flags: readonly string[],
  atBroker: readonly string[] = [],
): Promise<KafkaBroker> {
  const dataDir = options.dataDir ?? (await temporaryFolder('kafka'));
  const ports = await choosePorts(options.port ?? 0);
  const properties = path.join(dataDir, 'server.properties');
  const jvm = (main: string, ...args: string[]) => [...JVM_FLAGS, ...flags, '-cp', kafkaClassPath, main, ...args];
  const configure = (users: readonly KafkaUser[]) => writeConfiguration({ dataDir, properties, ports, users, options });
  const run = async () => {
    const heap = `-Xmx${options.heapMb ?? 512}m`;
    const program = await startTied({
      command: java,
      args: [heap, ...atBroker, ...jvm('kafka.Kafka', properties)],
      cwd: dataDir,
    });
    await untilReady('The Kafka broker', program, () => answersMetadata(`127.0.0.1:${ports.plain}`));
    return program;
  };

  const users = options.tls?.users ?? [];
  await configure(users);
  if (!(await isFormatted(dataDir))) {
    // With a dash in front it would be read as a flag: one start in 64 failed.
    const id = randomBytes(16).toString('base64url').replace(/^-/, 'A');
    await runProgram(java, jvm('kafka.tools.StorageTool', 'format', '-t', id, '-c', properties, ...scramFlags(users)));
  }
  options.proxy?.forwardTo(ports.proxied);
  let program: TiedProcess = await run();
  const end = async () => {
    await program.stop();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  return {
    bootstrap: `127.0.0.1:${ports.plain}`,
    port: ports.plain,
    saslBootstrap: options.tls ? `localhost:${ports.sasl}` : null,
    mutualBootstrap: options.tls ? `localhost:${ports.mutual}` : null,
    dataDir,
    pid: () => program.pid,
    ended: () => program.ended,
    stop: end,
    kill9: () => program.kill9(),
    pause: () => program.pause(),
    resume: () => program.resume(),
    restart: async (newUsers) => {
      await program.stop();
      if (newUsers) await configure(newUsers);
      program = await run();
    },
    logTail: () => program.logTail(),
  };
}

async function choosePorts(wanted: number): Promise<KafkaPorts> {
  const [plain = 0, controller = 0, sasl = 0, mutual = 0, proxied = 0] = await freePorts(5);
  return { plain: wanted || plain, controller, sasl, mutual, proxied };
}

interface Configuration {
  readonly dataDir: string;
  readonly properties: string;
  readonly ports: KafkaPorts;
  readonly users: readonly KafkaUser[];
  readonly options: KafkaOptions;
}

async function writeConfiguration({ dataDir, properties, ports, users, options }: Configuration): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const serverPem = path.join(dataDir, 'server.pem');
  const trustPem = path.join(dataDir, 'authority.pem');
  if (options.tls) {
    const { server, authority } = options.tls;
    await writeFile(serverPem, server.key + server.certificate, { mode: 0o600 });
    await writeFile(trustPem, authority.certificate);
  }
  const tls = options.tls ? { serverPem, trustPem, users } : null;
  await writeFile(properties, kafkaProperties({ dataDir, ports, proxyPort: options.proxy?.port ?? null, tls }));
  // It holds passwords.
  await chmod(properties, 0o600);
}

function scramFlags(users: readonly KafkaUser[]): string[] {
  return users.flatMap(({ name, password }) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((kind) => [
      '--add-scram',
      `${kind}=[name=${name},password=${password}]`,
    ]),
  );
}

function isFormatted(dataDir: string): Promise<boolean> {
  return access(path.join(dataDir, 'log/meta.properties')).then(
    () => true,
    () => false,
  );
}

/** A log line says that the process is up; only an answer that names a broker says that it can be used. */
async function answersMetadata(bootstrap: string): Promise<boolean> {
  // Else a warning about a timer is the first that a person reads.
  stillRequestQueue();
  const kafka = new Kafka({
    brokers: [bootstrap],
    logLevel: logLevel.NOTHING,
    connectionTimeout: ANSWER_TIMEOUT_MS,
    requestTimeout: ANSWER_TIMEOUT_MS,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}
