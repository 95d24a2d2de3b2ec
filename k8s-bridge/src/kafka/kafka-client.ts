import { readFile } from 'node:fs/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { type ISocketFactory, Kafka, type LogEntry, logLevel, type SASLOptions } from 'kafkajs';
import type { BridgeConfig } from '../config/bridge-variables.ts';
import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import { stillRequestQueue } from './still-request-queue.ts';

/** A client of the cluster with all its connections. */
export interface KafkaClient {
  readonly kafka: Kafka;
  /**
   * Cuts every connection and allows no further one. kafkajs goes on trying by itself for a while after a failure, and
   * what was given up must not arrive later.
   */
  readonly cut: () => void;
}

/** Makes a client, with secrets and certificates as they are now. */
export type NewKafkaClient = () => Promise<KafkaClient>;

const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * Retries within one call of kafkajs; loops of ours stand behind it. It starts low because the broker answers the first
 * request of a transaction that follows another at once with "not yet" for a few ms; kafkajs' own 300 ms would be the
 * latency of every event.
 */
export const KAFKA_RETRY = { initialRetryTime: 3, maxRetryTime: 1_000, retries: 20 } as const;

/** @throws ConfigError when what is configured does not fit together */
export function kafkaClients(config: BridgeConfig, log: Log): NewKafkaClient {
  if (config.KAFKA_BROKERS.length === 0)
    throw new ConfigError('KAFKA_BROKERS is missing: TRANSPORT=kafka has to know where the cluster is.');
  if ((config.KAFKA_CERT_FILE === undefined) !== (config.KAFKA_KEY_FILE === undefined))
    throw new ConfigError('KAFKA_CERT_FILE and KAFKA_KEY_FILE belong together.');
  if (!config.KAFKA_TLS && (config.KAFKA_CA_FILE ?? config.KAFKA_CERT_FILE) !== undefined)
    throw new ConfigError('Certificates are given, but KAFKA_TLS is off.');
  const isLoggingIn = config.KAFKA_SASL_MECHANISM !== 'none';
  if (isLoggingIn && (!config.KAFKA_USERNAME || !config.KAFKA_PASSWORD))
    throw new ConfigError(
      `KAFKA_SASL_MECHANISM=${config.KAFKA_SASL_MECHANISM} needs KAFKA_USERNAME and KAFKA_PASSWORD.`,
    );
  stillRequestQueue();
  return async () => {
    const sockets = new Set<Socket>();
    const gate = { isCut: false };
    const kafka = new Kafka({
      clientId: 'carillon-bridge',
      brokers: config.KAFKA_BROKERS,
      ...(config.KAFKA_TLS && { ssl: await tlsOptions(config) }),
      ...(isLoggingIn && { sasl: await saslOptions(config) }),
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      authenticationTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      // Without it a broker that went silent would be waited for until the system gives the connection up.
      enforceRequestTimeout: true,
      retry: KAFKA_RETRY,
      socketFactory: gatedSockets(sockets, gate),
      logLevel: logLevel.WARN,
      logCreator: () => (entry) => writeTo(log, entry),
    });
    return {
      kafka,
      cut() {
        gate.isCut = true;
        for (const socket of sockets) socket.destroy();
      },
    };
  };
}

async function tlsOptions(config: BridgeConfig): Promise<ConnectionOptions> {
  const read = async (path: string | undefined) => (path === undefined ? undefined : await readFile(path, 'utf8'));
  const [ca, cert, key] = await Promise.all([
    read(config.KAFKA_CA_FILE),
    read(config.KAFKA_CERT_FILE),
    read(config.KAFKA_KEY_FILE),
  ]);
  // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
  return { rejectUnauthorized: true, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

async function saslOptions(config: BridgeConfig): Promise<SASLOptions> {
  const login = { username: config.KAFKA_USERNAME ?? '', password: (await config.KAFKA_PASSWORD?.read()) ?? '' };
  switch (config.KAFKA_SASL_MECHANISM) {
    case 'plain':
      return { mechanism: 'plain', ...login };
    case 'scram-sha-256':
      return { mechanism: 'scram-sha-256', ...login };
    default:
      return { mechanism: 'scram-sha-512', ...login };
  }
}

function gatedSockets(sockets: Set<Socket>, gate: { readonly isCut: boolean }): ISocketFactory {
  return ({ host, port, ssl, onConnect }) => {
    if (gate.isCut) throw new Error('this client has been given up');
    const name = isIP(host) ? {} : { servername: host };
    // kafkajs says null where its types say undefined.
    const socket = ssl ? connectTls({ host, port, ...name, ...ssl }, onConnect) : connectTcp({ host, port }, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    // Small requests follow each other: waiting for an acknowledgement before the next packet costs 40 ms each.
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
}

// A transaction that follows another at once, while the broker still writes the markers of that; and the line about every
// answer that was an error, which whoever asked says as well.
const EXPECTED = /^Response |concurrent operation on the same transaction/;

/** kafkajs logs as an error what it then tries again; whether something is wrong is said by what its calls throw. */
function writeTo(log: Log, { namespace, level, log: { message } }: LogEntry): void {
  const write = level === logLevel.ERROR && !EXPECTED.test(message) ? log.warn : log.debug;
  write({ event: 'kafka.client', namespace, message });
}
