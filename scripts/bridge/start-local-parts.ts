import path from 'node:path';
import { ensureKafka } from '../cluster/ensure-kafka.ts';
import { ensurePostgres } from '../cluster/ensure-postgres.ts';
import { startKafka } from '../cluster/kafka-broker.ts';
import { startPostgres } from '../cluster/postgres-server.ts';
import { startSmtpCatcher } from '../cluster/smtp-catcher.ts';
import { freePort } from '../local/free-port.ts';
import { PlainError } from '../local/plain-error.ts';
import { step } from '../local/steps.ts';
import type { LocalPart, PartsHome } from './local-part.ts';

// Where these usually listen, so that a person finds them; the next free one where somebody else does.
const KAFKA_PORT = 9092;
const POSTGRES_PORT = 5432;
const SMTP_PORT = 2525;
const MAILBOX_PORT = 8025;

/**
 * Starts what the roles need and nobody configured: a broker, a database, a mailbox.
 *
 * @throws PlainError that says what this machine lacks; what was started before is stopped
 */
export async function startLocalParts(home: PartsHome): Promise<LocalPart[]> {
  const { roles, env } = home;
  const wanted: [title: string, isWanted: boolean, start: (home: PartsHome) => Promise<LocalPart>][] = [
    ['Starting Kafka (the first time: some 45 MB to fetch)', isKafkaWanted(env), startLocalKafka],
    ['Starting PostgreSQL', roles.includes('archiver') && !given(env, 'DATABASE_URL'), startLocalPostgres],
    ['Starting a mailbox', roles.includes('notifier') && !given(env, 'SMTP_URL', 'SMTP_HOST'), startLocalMailbox],
  ];
  const parts: LocalPart[] = [];
  try {
    for (const [title, isWanted, start] of wanted) {
      if (isWanted) parts.push(await step(title, () => start(home)));
    }
    return parts;
  } catch (error) {
    await stopLocalParts(parts);
    throw error;
  }
}

/** In the order in which nobody misses another. */
export async function stopLocalParts(parts: readonly LocalPart[]): Promise<void> {
  for (const part of [...parts].reverse()) await part.stop();
}

function isKafkaWanted(env: PartsHome['env']): boolean {
  return (env.TRANSPORT || 'kafka') === 'kafka' && !given(env, 'KAFKA_BROKERS');
}

function given(env: PartsHome['env'], ...names: string[]): boolean {
  return names.some((name) => env[name] || env[`${name}_FILE`]);
}

async function startLocalKafka({ folder }: PartsHome): Promise<LocalPart> {
  const missing = await ensureKafka();
  if (missing !== null) {
    throw new PlainError(
      `No broker: ${missing}\nName one with KAFKA_BROKERS=host:port, or run without any: npm run bridge -- --memory`,
    );
  }
  const broker = await startKafka({ dataDir: path.join(folder, 'kafka'), port: await freePort(KAFKA_PORT) });
  return {
    line: `Kafka        ${broker.bootstrap}`,
    env: { KAFKA_BROKERS: broker.bootstrap },
    stop: broker.stop,
  };
}

async function startLocalPostgres({ folder }: PartsHome): Promise<LocalPart> {
  const missing = await ensurePostgres();
  if (missing !== null) throw new PlainError(`No database: ${missing}\nName one with DATABASE_URL=postgres://…`);
  const server = await startPostgres({ dataDir: path.join(folder, 'postgres'), port: await freePort(POSTGRES_PORT) });
  return { line: `PostgreSQL   ${server.url}`, env: { DATABASE_URL: server.url }, stop: server.stop };
}

async function startLocalMailbox({ folder }: PartsHome): Promise<LocalPart> {
  const mailbox = await startSmtpCatcher({
    port: await freePort(SMTP_PORT),
    pagePort: await freePort(MAILBOX_PORT),
    folder: path.join(folder, 'mailbox'),
  });
  return {
    line: `Mailbox      ${mailbox.pageUrl}`,
    env: {
      SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
      SMTP_SECURITY: 'none',
      SMTP_FROM: 'Carillon <carillon@localhost>',
    },
    stop: mailbox.stop,
  };
}
