import { rm } from 'node:fs/promises';
import pg from 'pg';
import { z } from 'zod';
import { newServiceToken } from '#test/service-token.ts';
import { type Endpoint, startEndpoint } from '../../k8s-bridge/test/endpoint-stage.ts';
import type { MeasuredRole } from '../../scripts/capacity/measured.ts';
import { type KafkaBroker, startKafka } from '../../scripts/cluster/kafka-broker.ts';
import { startPostgres } from '../../scripts/cluster/postgres-server.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../../scripts/cluster/smtp-catcher.ts';
import { temporaryFolder } from '../../scripts/cluster/temporary-folder.ts';
import type { DirectWorker } from '../direct-worker.ts';
import type { RoleProcess, StartRole } from './role-process.ts';

/** The consumer's name at the edge. */
export const CONSUMER = 'capacity';

/** Everything that the roles work between, on this machine: edge, broker, database, mail server, endpoint. */
export interface CapacityStage {
  readonly worker: DirectWorker;
  readonly broker: KafkaBroker;
  readonly mailbox: SmtpCatcher;
  readonly endpoint: Endpoint;
  /** Before the topics and groups of what is started stands `prefix`; the archiver writes to the database of that name. */
  readonly start: (role: MeasuredRole, prefix: string) => Promise<RoleProcess>;
  /** Where the mirror stands at the edge, and where the log ends. */
  readonly place: () => Promise<{ readonly seq: number; readonly head: number }>;
  /** Asks the server of the archives, in the database of that prefix. */
  readonly ask: (prefix: string, question: string) => Promise<unknown[]>;
}

const StatusSchema = z.object({
  head: z.int(),
  consumers: z.array(z.object({ consumer: z.string(), seq: z.int() })),
});

/**
 * Starts it all for `work`, and ends it with every role that was started.
 *
 * @param newStart where roles may put what they leave
 */
export async function onCapacityStage<T>(
  worker: DirectWorker,
  newStart: (folder: string) => Promise<StartRole> | StartRole,
  work: (stage: CapacityStage) => Promise<T>,
): Promise<T> {
  const closing: (() => Promise<unknown>)[] = [];
  const started = async <Part>(part: Promise<Part>, end: (part: Part) => Promise<unknown>): Promise<Part> => {
    const done = await part;
    closing.push(() => end(done));
    return done;
  };
  try {
    const folder = await started(temporaryFolder('capacity'), (name) => rm(name, { recursive: true, force: true }));
    const startRole = await newStart(folder);
    const broker = await started(startKafka(), (each) => each.stop());
    const postgres = await started(startPostgres(), (each) => each.stop());
    const mailbox = await started(startSmtpCatcher(), (each) => each.stop());
    const endpoint = await started(
      startEndpoint((response) => void response.writeHead(204).end()),
      (each) => each.stop(),
    );
    const { secret: token } = await newServiceToken(worker, ['feed', 'deliveries']);
    const databases = new Set<string>();
    const urlOf = async (prefix: string): Promise<string> => {
      const name = prefix.replaceAll(/\W/g, '_');
      if (!databases.has(name)) await ask(postgres.url, `CREATE DATABASE ${name}`);
      databases.add(name);
      return postgres.url.replace(/[^/]+$/, name);
    };
    return await work({
      worker,
      broker,
      mailbox,
      endpoint,
      start: async (role, prefix) =>
        await started(
          startRole(role, {
            TRANSPORT: 'kafka',
            KAFKA_BROKERS: broker.bootstrap,
            TOPIC_PREFIX: prefix,
            CARILLON_URL: worker.origin,
            CARILLON_TOKEN: token,
            CONSUMER,
            ...(role === 'archiver' && { DATABASE_URL: await urlOf(prefix) }),
            SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
            SMTP_SECURITY: 'none',
            SMTP_FROM: 'Carillon <reminders@carillon.example>',
            WEBHOOK_ALLOW: '127.0.0.0/8',
          }),
          (process) => process.kill(),
        ),
      async place() {
        const answer = await fetch(`${worker.origin}/feed/status`, { headers: { authorization: `Bearer ${token}` } });
        const { head, consumers } = StatusSchema.parse(await answer.json());
        return { head, seq: consumers.find(({ consumer }) => consumer === CONSUMER)?.seq ?? 0 };
      },
      ask: async (prefix, question) => await ask(await urlOf(prefix), question),
    });
  } finally {
    for (const end of closing.reverse()) await end();
  }
}

async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}
