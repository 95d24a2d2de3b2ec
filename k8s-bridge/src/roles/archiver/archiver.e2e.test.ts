import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { ensurePostgres } from '../../../../scripts/cluster/ensure-postgres.ts';
import { startHalfOpenProxy } from '../../../../scripts/cluster/half-open-proxy.ts';
import { archiveEvent, archiveEvents, FIRST_MS, toTopicRecord } from '../../../test/archive-events.ts';
import { type ArchiveStage, newArchiveStage, sharedPostgres, startArchiver } from '../../../test/archive-stage.ts';
import { systemClock } from '../../clock.ts';
import { Secret } from '../../config/secret.ts';
import { newMemoryBroker } from '../../sinks/memory-sink.ts';
import { archiveDatabase } from './archive-database.ts';
import { monthOf } from './chain.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const intact = (count: number, month = '2026-11') =>
  expect.objectContaining({ month, problem: null, head: expect.objectContaining({ count }) });

let stage: ArchiveStage;

await describeNeeding('an archiver with a real PostgreSQL', [ensurePostgres], () => {
  beforeEach(async () => {
    stage = await newArchiveStage(await sharedPostgres());
  });
  afterEach(() => stage.close());

  test('AR1 keeps every event of the three topics, once, in the order of its topic, whatever comes twice', async () => {
    const { broker, untilRead, deps, stop } = startArchiver(stage, { batchEvents: 7 });
    const events = archiveEvents(40);
    const others = [
      toTopicRecord(archiveEvent(50, { type: 'reminder.fired' }), 'reminder.fired'),
      toTopicRecord(archiveEvent(51, { type: 'notification.sent' }), 'notification.sent'),
    ];
    const records = events.map((event) => toTopicRecord(event));
    broker.append([...records, ...others, ...records.slice(10, 30)]);
    broker.append([{ ...toTopicRecord(archiveEvent(99)), topic: 'task-updates' }]);
    await untilRead();
    await stop();
    const kept = await stage.sql('SELECT id, topic, payload FROM events ORDER BY position');
    expect(kept.map(({ id }) => id)).toEqual([...events.map(({ id }) => id), nthId('event', 50), nthId('event', 51)]);
    expect(kept.slice(-2).map(({ topic }) => topic)).toEqual(['reminders', 'notification-events']);
    expect(kept.slice(0, 40).map(({ payload }) => JSON.parse(String(payload)))).toEqual(events.map(({ data }) => data));
    expect(await stage.verify()).toEqual([intact(42)]);
    expect((await deps.numbers.archived.get()).values[0]?.value).toBe(42);
    expect((await deps.numbers.duplicates.get()).values[0]?.value).toBe(20);
  });

  test('AR1 two archivers that read the same at the same time keep it once, in chains that hold', async () => {
    const [first, second] = [startArchiver(stage, { batchEvents: 3 }), startArchiver(stage, { batchEvents: 5 })];
    const records = archiveEvents(60).map((event) => toTopicRecord(event));
    first.broker.append(records);
    second.broker.append(records.toReversed());
    await Promise.all([first.untilRead(), second.untilRead()]);
    await Promise.all([first.stop(), second.stop()]);
    expect(await stage.verify()).toEqual([intact(60)]);
    expect(await stage.sql('SELECT name FROM archive_migrations')).toHaveLength(1);
  });

  test('AR3 a disk that is full keeps it from reading on; with room again it goes on where it was', async () => {
    const archiver = startArchiver(stage);
    archiver.broker.append(archiveEvents(5).map((event) => toTopicRecord(event)));
    await archiver.untilRead();
    await stage.sql(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION refuse();`);
    archiver.broker.append(archiveEvents(20).map((event) => toTopicRecord(event)));
    await archiver.untilLogged('archiver.retrying');
    expect(archiver.deps.state.failure).toContain('53100');
    expect(archiver.broker.placeOf('carillon-archiver-v1')).toBe(5);
    expect(await stage.count()).toBe(5);
    await stage.sql('DROP TRIGGER full_disk ON events');
    await archiver.untilRead();
    expect(archiver.deps.state.failure).toBeNull();
    await archiver.stop();
    expect(archiver.broker.records.filter(({ topic }) => topic === 'dlq.task-events')).toEqual([]);
    expect(await stage.verify()).toEqual([intact(20)]);
  });

  test('AR3 a connection that went silent is given up for another one', async () => {
    const server = await sharedPostgres();
    const proxy = await startHalfOpenProxy();
    proxy.forwardTo(server.port);
    const url = Secret.of(stage.url.replace(`:${server.port}/`, `:${proxy.port}/`));
    const archiver = startArchiver(stage, { database: archiveDatabase(url, { silenceTimeoutMs: 500 }) });
    archiver.broker.append(archiveEvents(5).map((event) => toTopicRecord(event)));
    await archiver.untilRead();
    proxy.blackHole();
    archiver.broker.append(archiveEvents(20).map((event) => toTopicRecord(event)));
    await archiver.untilLogged('archiver.retrying');
    expect(archiver.broker.placeOf('carillon-archiver-v1')).toBe(5);
    proxy.heal();
    await archiver.untilRead();
    await archiver.stop();
    await proxy.stop();
    expect(await stage.verify()).toEqual([intact(20)]);
  });

  test('AR4 writes the ends of its chains to its log, for comparison with a chain that somebody wrote anew', async () => {
    const first = startArchiver(stage);
    first.broker.append(archiveEvents(3).map((event) => toTopicRecord(event)));
    await first.untilRead();
    await first.stop();
    const second = startArchiver(stage);
    const [report] = await stage.verify();
    const hash = report?.head.hash.toString('hex');
    expect(await second.untilLogged('archiver.heads')).toMatchObject({ heads: [{ month: '2026-11', count: 3, hash }] });
    await second.stop();
  });

  test('AR5 erasing an account blanks what is there and what still comes, of this user alone; the chain holds', async () => {
    const archiver = startArchiver(stage);
    const secret = { user: 1, title: 'Divorce lawyer', client: 'token of Alice' };
    const events = [archiveEvent(0, secret), archiveEvent(1, { user: 2 }), archiveEvent(2, secret)];
    archiver.broker.append(events.map((event) => toTopicRecord(event)));
    await archiver.untilRead();
    const end = toTopicRecord(archiveEvent(3, { user: 1, type: 'account.deleted' }), 'account.deleted');
    // In the same batch before and behind it, and long after, from a replay.
    archiver.broker.append([toTopicRecord(archiveEvent(4, secret)), end, toTopicRecord(archiveEvent(5, secret))]);
    await archiver.untilRead();
    archiver.broker.append([toTopicRecord(archiveEvent(6, secret)), toTopicRecord(archiveEvent(0, secret))]);
    await archiver.untilRead();
    await archiver.stop();
    const kept = await stage.sql('SELECT * FROM events ORDER BY position');
    expect(JSON.stringify(kept)).not.toMatch(/Divorce|Alice/);
    expect(kept.map(({ payload, actor_client }) => [payload === null, actor_client])).toEqual([
      [true, null],
      [false, 'web'],
      [true, null],
      [true, null],
      [true, null],
      [true, null],
      [true, null],
    ]);
    expect(await stage.sql('SELECT user_id FROM erased_users')).toEqual([{ user_id: nthId('user', 1) }]);
    expect(await stage.verify()).toEqual([intact(7)]);
  });

  test('AR5 an erasure that was cut off after its batch is made up for when the event comes again', async () => {
    const first = startArchiver(stage);
    first.broker.append([toTopicRecord(archiveEvent(0, { user: 1 }))]);
    await first.untilRead();
    await first.stop();
    // As a kill between the two would leave it: the account is noted, its records are not blank yet.
    await stage.sql('INSERT INTO erased_users (user_id, at) VALUES ($1, now())', [nthId('user', 1)]);
    const second = startArchiver(stage);
    second.broker.append([toTopicRecord(archiveEvent(1, { user: 1, type: 'account.deleted' }), 'account.deleted')]);
    await second.untilRead();
    await second.stop();
    expect(await stage.sql('SELECT payload FROM events')).toEqual([{ payload: null }, { payload: null }]);
  });

  test('AR6 what cannot be read or kept is put aside with its place and reason, and all else is kept', async () => {
    const archiver = startArchiver(stage);
    const good = archiveEvents(9).map((event) => toTopicRecord(event));
    const broken = { ...toTopicRecord(archiveEvent(20)), body: '{"specversion":' };
    const reminder = { ...toTopicRecord(archiveEvent(21), 'reminder.fired'), body: '[]' };
    // Fits the schema of events, and no index of a database.
    const endless = toTopicRecord({
      ...archiveEvent(22),
      subject: Array.from({ length: 9_000 }, (_, n) => n * 7_919).join('-'),
    });
    const depth = 200_000;
    const deep = JSON.stringify({ ...archiveEvent(23), data: 0 }).replace(
      '"data":0',
      `"data":${'['.repeat(depth)}${']'.repeat(depth)}`,
    );
    const bottomless = { ...toTopicRecord(archiveEvent(23)), body: deep };
    archiver.broker.append([...good.slice(0, 4), broken, reminder, endless, bottomless, ...good.slice(4)]);
    await archiver.untilRead();
    await archiver.stop();
    const letters = archiver.broker.records.filter(({ topic }) => topic.startsWith('dlq.'));
    expect(letters).toHaveLength(4);
    expect(letters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          topic: 'dlq.task-events',
          key: broken.key,
          body: broken.body,
          headers: { error: 'no JSON', position: 'memory/4', consumer: 'archiver' },
        }),
        expect.objectContaining({ topic: 'dlq.reminders', body: '[]' }),
        expect.objectContaining({
          headers: { error: 'its data is nested too deeply', position: 'memory/7', consumer: 'archiver' },
        }),
        expect.objectContaining({
          topic: 'dlq.task-events',
          headers: expect.objectContaining({ error: expect.stringContaining('54000'), position: 'memory/6' }),
        }),
      ]),
    );
    expect(await stage.verify()).toEqual([intact(9)]);
  });

  test('AR6 half a character or a NUL in what somebody wrote is kept as it came; the chain holds', async () => {
    const archiver = startArchiver(stage);
    const events = ['half \ud83d', 'a NUL \0 within', 'Grüße 🎉'].map((title, n) => archiveEvent(n, { title }));
    archiver.broker.append(events.map((event) => toTopicRecord(event)));
    await archiver.untilRead();
    await archiver.stop();
    const kept = await stage.sql('SELECT payload FROM events ORDER BY position');
    expect(kept.map(({ payload }) => JSON.parse(String(payload)))).toEqual(events.map(({ data }) => data));
    expect(await stage.verify()).toEqual([intact(3)]);
  });

  test('AR10 drops whole months that are too old and keeps their last hash; what still comes of them stays out', async () => {
    // Both clocks have to agree, so the months are counted from the day of the test.
    const lastDay = new Date();
    lastDay.setUTCDate(0);
    const [old, young] = [{ atMs: lastDay.getTime() - 70 * DAY_MS }, { atMs: lastDay.getTime() }];
    const [oldMonth, youngMonth] = [monthOf(toInstant(old.atMs)), monthOf(toInstant(young.atMs))];
    const far = { atMs: Date.UTC(9999, 11, 31) };
    const events = [archiveEvent(0, old), archiveEvent(1, young), archiveEvent(2, far)];
    const broker = newMemoryBroker();
    broker.append(events.map((event) => toTopicRecord(event)));
    const before = startArchiver(stage, {}, broker);
    await before.untilRead();
    await before.stop();
    const [first] = await stage.verify();
    const after = startArchiver(stage, { keepDays: 35 }, broker);
    expect(await after.untilLogged('archiver.months_dropped')).toMatchObject({ months: [oldMonth], keepDays: 35 });
    broker.append([toTopicRecord(archiveEvent(0, old)), toTopicRecord(archiveEvent(3, old))]);
    await after.untilRead();
    await after.stop();
    expect(await stage.verify({ keepDays: 35 })).toEqual([
      { ...first, droppedAt: expect.any(String) },
      intact(1, youngMonth),
      intact(1, '9999-12'),
    ]);
    expect(await stage.sql('SELECT month, count, hash FROM archive_anchors')).toEqual([
      { month: oldMonth, count: '1', hash: first?.head.hash },
    ]);
    expect((await after.deps.numbers.expired.get()).values[0]?.value).toBe(2);
    const table = `events_${oldMonth.replace('-', '_')}`;
    expect(await stage.sql('SELECT to_regclass($1) AS gone', [table])).toEqual([{ gone: null }]);
  });

  test.each([-2, 2])('AR13 drops nothing while its clock and that of PostgreSQL are %i years apart', async (years) => {
    const broker = newMemoryBroker();
    broker.append([toTopicRecord(archiveEvent(0, { atMs: Date.UTC(2020, 0, 1) }))]);
    const nowMs = () => Date.now() + years * 365 * DAY_MS;
    const wrong = startArchiver(stage, { clock: { ...systemClock, nowMs } }, broker);
    await wrong.untilRead();
    await wrong.stop();
    const again = startArchiver(stage, { clock: { ...systemClock, nowMs } }, broker);
    const said = await again.untilLogged('archiver.clocks_disagree');
    await again.untilLogged('archiver.heads');
    await again.stop();
    expect(said).toMatchObject({ archiver: expect.any(String), database: expect.any(String) });
    expect(await stage.verify()).toEqual([intact(1, '2020-01')]);
  });

  test('AR13 somebody who reads keeps months from being dropped, and is no reason for others to wait', async () => {
    const broker = newMemoryBroker();
    broker.append([toTopicRecord(archiveEvent(0, { atMs: Date.UTC(2020, 0, 1) }))]);
    const first = startArchiver(stage, { keepDays: 36_500 }, broker);
    await first.untilRead();
    await first.stop();
    const reading = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    const reader = stage.database.transaction(async (client) => {
      await client.query('SELECT count(*) FROM events');
      reading.resolve();
      await read.promise;
    });
    await reading.promise;
    const waits: number[] = [];
    const wait = (ms: number, signal?: AbortSignal) => {
      waits.push(ms);
      return systemClock.wait(ms, signal);
    };
    const second = startArchiver(stage, { clock: { ...systemClock, wait } }, broker);
    const retry = await second.untilLogged('archiver.retrying');
    broker.append([toTopicRecord(archiveEvent(1))]);
    await second.untilRead();
    await second.stop();
    read.resolve();
    await reader;
    expect(retry).toMatchObject({ of: 'retention', attempt: 1, error: expect.stringContaining('55P03') });
    expect(Math.max(...waits)).toBeGreaterThanOrEqual(10 * 60 * 1000);
    expect(await stage.verify()).toEqual([intact(1, '2020-01'), intact(1)]);
  });

  test('AR10 an event of another month goes into the chain of that month, however late it comes', async () => {
    const archiver = startArchiver(stage);
    const atMs = (n: number) => FIRST_MS + (n % 3) * 31 * DAY_MS;
    archiver.broker.append(Array.from({ length: 9 }, (_, n) => toTopicRecord(archiveEvent(n, { atMs: atMs(n) }))));
    await archiver.untilRead();
    await archiver.stop();
    expect(await stage.verify()).toEqual([intact(3, '2026-11'), intact(3, '2026-12'), intact(3, '2027-01')]);
  });

  test('AR11 speaks to the database that its address names at that moment', async () => {
    const other = await newArchiveStage(await sharedPostgres());
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'carillon-archive-url-')), 'url');
    const database = archiveDatabase(Secret.inFile(file));
    const name = () => database.transaction(async (client) => (await client.query('SELECT current_database()')).rows);
    await writeFile(file, `${stage.url}\n`);
    const first = await name();
    await writeFile(file, other.url);
    expect(await name()).not.toEqual(first);
    await writeFile(file, stage.url);
    expect(await name()).toEqual(first);
    await database.close();
    await other.close();
    await rm(path.dirname(file), { recursive: true });
  });
});
