import pg from 'pg';
import { vi } from 'vitest';
import { systemClock } from '#bridge/clock.ts';
import { Secret } from '#bridge/config/secret.ts';
import type { LogEvent } from '#bridge/log.ts';
import { newMetrics } from '#bridge/metrics.ts';
import { type ArchiveDatabase, archiveDatabase } from '#bridge/roles/archiver/archive-database.ts';
import type { ArchiverDeps } from '#bridge/roles/archiver/archiver-deps.ts';
import { newArchiverMetrics } from '#bridge/roles/archiver/archiver-metrics.ts';
import { runArchiver } from '#bridge/roles/archiver/run-archiver.ts';
import { type VerifyParts, verifyArchive } from '#bridge/roles/archiver/verify/verify-archive.ts';
import type { MonthReport } from '#bridge/roles/archiver/verify/verify-month.ts';
import { memorySink, newMemoryBroker } from '#bridge/sinks/memory-sink.ts';
import { memorySource } from '#bridge/sources/memory-source.ts';
import { type PostgresServer, startPostgres } from '../../scripts/cluster/postgres-server.ts';

const EVERYTHING = { month: null, keepDays: 400, expected: new Map() };

let shared: Promise<PostgresServer> | null = null;
let made = 0;

/** The server of this test worker, which ends with it; each test has a database of its own. */
export function sharedPostgres(): Promise<PostgresServer> {
  shared ??= startPostgres();
  return shared;
}

/** An empty database, with what a test does to it behind the archiver's back. */
export interface ArchiveStage {
  readonly url: string;
  readonly database: ArchiveDatabase;
  /** As the owner of the server, who may do anything. */
  readonly sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly count: () => Promise<number>;
  readonly verify: (over?: Partial<VerifyParts>) => Promise<MonthReport[]>;
  readonly close: () => Promise<void>;
}

export async function newArchiveStage(server: PostgresServer): Promise<ArchiveStage> {
  made += 1;
  const name = `archive_${process.pid}_${made}`;
  await ask(server.url, `CREATE DATABASE ${name}`);
  const url = server.url.replace(/[^/]+$/, name);
  const database = archiveDatabase(Secret.of(url));
  return {
    url,
    database,
    sql: (text, values) => ask(url, text, values),
    async count() {
      const [row] = await ask(url, 'SELECT count(*)::int AS count FROM events');
      return Number(row?.count);
    },
    async verify(over) {
      const reports: MonthReport[] = [];
      await verifyArchive(database, { ...EVERYTHING, nowMs: Date.now(), ...over }, (report) => reports.push(report));
      return reports;
    },
    close: () => database.close(),
  };
}

async function ask(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // The server is killed in some tests: said again by the promises below.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** An archiver in this process, between a broker in memory and a real PostgreSQL. */
export function startArchiver(
  stage: Pick<ArchiveStage, 'url'>,
  over: Partial<ArchiverDeps> = {},
  broker = newMemoryBroker(),
) {
  const logged: LogEvent[] = [];
  const write = (event: LogEvent) => logged.push(event);
  const metrics = newMetrics();
  const state = { failure: 'not started yet', writingSinceMs: null };
  const deps: ArchiverDeps = {
    source: memorySource(broker),
    deadLetters: memorySink(broker, 'dead-letters'),
    database: archiveDatabase(Secret.of(stage.url)),
    clock: systemClock,
    random: () => 0.1,
    log: { debug: write, info: write, warn: write, error: write },
    metrics,
    numbers: newArchiverMetrics(metrics.registry, state, systemClock),
    batchEvents: 500,
    batchMs: 1_000,
    keepDays: 400,
    state,
    ...over,
  };
  const stop = new AbortController();
  const ended = runArchiver(deps, stop.signal);
  return {
    broker,
    deps,
    logged,
    /** When everything that was published has been read. */
    untilRead: () =>
      vi.waitUntil(() => broker.placeOf('carillon-archiver-v1') === broker.records.length, {
        timeout: 60_000,
        interval: 5,
      }),
    untilLogged: (event: LogEvent['event']) =>
      vi.waitUntil(() => logged.find((each) => each.event === event), { timeout: 60_000, interval: 5 }),
    async stop() {
      stop.abort();
      await ended;
    },
  };
}
