import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { ensurePostgres } from '../../../../scripts/cluster/ensure-postgres.ts';
import type { PostgresServer } from '../../../../scripts/cluster/postgres-server.ts';
import { archiveEvent, toTopicRecord } from '../../../test/archive-events.ts';
import { type ArchiveStage, newArchiveStage, sharedPostgres } from '../../../test/archive-stage.ts';
import { type BridgeProcess, startBridge } from '../../../test/bridge-process.ts';
import { type KafkaStage, newKafkaStage, sharedKafka } from '../../../test/kafka-stage.ts';

// Archivers as processes, between a real broker and a real PostgreSQL that are killed at chosen places: a batch that
// holds one of these positions stops in the middle of its transaction until the gate is opened.
const GATES = [350, 400] as const;
const HALF = 500;
const USERS = 50;
const TIMEOUT = { timeout: 60_000, interval: 20 };

let server: PostgresServer;
let stage: ArchiveStage;
let kafka: KafkaStage;
let keeper: pg.Client;
let running: BridgeProcess[];

async function open(): Promise<void> {
  server = await sharedPostgres();
  stage = await newArchiveStage(server);
  kafka = await newKafkaStage(await sharedKafka(), { TOPIC_PARTITIONS: 'task-events=2' });
  running = [];
}

async function close(): Promise<void> {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  await keeper.end().catch(() => undefined);
  await stage.close();
}

function startArchiver(): BridgeProcess {
  const env = { ...kafka.env, ROLES: 'archiver', DATABASE_URL: stage.url, ARCHIVE_BATCH_EVENTS: '50' };
  const started = startBridge(env);
  running.push(started);
  return started;
}

/** Shuts the gates: whoever writes one of the positions waits for the keeper. */
async function shutGates(): Promise<void> {
  await stage.sql(`
    CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN PERFORM pg_advisory_xact_lock(NEW.position); RETURN NEW; END $$;
    CREATE TRIGGER gate BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.position IN (${GATES.join(', ')}))
      EXECUTE FUNCTION wait_at_gate();`);
  keeper = new pg.Client({ connectionString: stage.url });
  // The server is killed with it.
  keeper.on('error', () => undefined);
  await keeper.connect();
  for (const gate of GATES) await keeper.query('SELECT pg_advisory_lock($1)', [gate]);
}

async function untilWaitingAt(gate: number): Promise<void> {
  const waiting = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND NOT granted`;
  await vi.waitUntil(async () => (await stage.sql(waiting, [gate])).length === 1, TIMEOUT);
}

async function publish(from: number, count: number): Promise<void> {
  const sink = kafka.transport.newOpenSink();
  await sink.connect();
  const events = Array.from({ length: count }, (_, n) => archiveEvent(from + n, { user: n % USERS }));
  await sink.publish(
    events.map((event) => toTopicRecord(event)),
    { timeoutMs: 30_000 },
  );
  await sink.close();
}

async function untilMembers(count: number): Promise<void> {
  const admin = kafka.kafka.admin();
  await admin.connect();
  const groupId = `${kafka.prefix}carillon-archiver-v1`;
  await vi.waitUntil(async () => {
    const { groups } = await admin.describeGroups([groupId]);
    return groups[0]?.state === 'Stable' && groups[0].members.length === count;
  }, TIMEOUT);
  await admin.disconnect();
}

async function readiness({ untilLogged }: BridgeProcess): Promise<number> {
  const { port } = await untilLogged('bridge.started');
  return (await fetch(`http://127.0.0.1:${port}/ready`)).status;
}

await describeNeeding(
  'archivers with a real broker and a real PostgreSQL',
  [ensureKafka, ensureKcat, ensurePostgres],
  () => {
    beforeEach(open);
    afterEach(close);

    test('AR2 AR3 one of two archivers, then PostgreSQL, killed in the middle of a batch: nothing is missing, double or out of the chain', async () => {
      const [first, second] = [startArchiver(), startArchiver()];
      await Promise.all([first, second].map(({ untilLogged }) => untilLogged('role.started')));
      await untilMembers(2);
      await shutGates();
      await publish(0, HALF);

      await untilWaitingAt(GATES[0]);
      const before = await stage.count();
      expect(before).toBeGreaterThanOrEqual(GATES[0] - 50);
      expect(before).toBeLessThan(GATES[0]);
      first.signal('SIGKILL');
      await first.ended;
      await keeper.query('SELECT pg_advisory_unlock($1)', [GATES[0]]);
      await publish(HALF, HALF);

      await untilWaitingAt(GATES[1]);
      expect(await readiness(second)).toBe(200);
      await server.kill9();
      await vi.waitUntil(async () => (await readiness(second)) === 503, TIMEOUT);
      await server.restart();

      await vi.waitUntil(async () => (await stage.count().catch(() => 0)) === 2 * HALF, TIMEOUT);
      expect(await stage.verify()).toEqual([
        expect.objectContaining({ problem: null, head: expect.objectContaining({ count: 2 * HALF }) }),
      ]);
      expect(await stage.sql('SELECT count(DISTINCT id)::int AS ids FROM events')).toEqual([{ ids: 2 * HALF }]);
      await vi.waitUntil(async () => (await readiness(second)) === 200, TIMEOUT);
      second.signal('SIGTERM');
      expect(await second.ended).toBe(0);
      expect(second.errors()).toBe('');
      expect(second.lines.filter(({ event }) => event === 'archiver.dead_lettered')).toEqual([]);
    });
  },
);
