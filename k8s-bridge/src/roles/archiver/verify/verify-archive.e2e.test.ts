import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CloudEvent } from '#core/feed/cloud-event.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { ensurePostgres } from '../../../../../scripts/cluster/ensure-postgres.ts';
import { archiveEvents, toTopicRecord } from '../../../../test/archive-events.ts';
import { type ArchiveStage, newArchiveStage, sharedPostgres, startArchiver } from '../../../../test/archive-stage.ts';
import { startBridge } from '../../../../test/bridge-process.ts';
import { ArchiveUnavailable } from '../archive-error.ts';
import { verifyArchiveCommand } from './verify-archive-command.ts';

const COUNT = 30;
const NEXT_MONTH_MS = Date.UTC(2026, 11, 3);

let stage: ArchiveStage;

/** Runs the command in this process: its exit code and what it wrote. */
async function verify(args: readonly string[] = [], env = { DATABASE_URL: stage.url }) {
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  const code = await verifyArchiveCommand({ args, env, write });
  return { code, written };
}

await describeNeeding('verify-archive on a real PostgreSQL', [ensurePostgres], () => {
  beforeAll(async () => {
    stage = await newArchiveStage(await sharedPostgres());
    const archiver = startArchiver(stage, { batchEvents: 8 });
    const events = [...archiveEvents(COUNT), ...archiveEvents(COUNT + 3, { atMs: NEXT_MONTH_MS }).slice(COUNT)];
    archiver.broker.append(events.map((event) => toTopicRecord(event)));
    await archiver.untilRead();
    await archiver.stop();
    await stage.sql('CREATE TABLE untouched_events AS SELECT * FROM events');
    await stage.sql('CREATE TABLE untouched_heads AS SELECT * FROM archive_heads');
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.sql(`
      DELETE FROM events; INSERT INTO events SELECT * FROM untouched_events;
      DELETE FROM archive_heads; INSERT INTO archive_heads SELECT * FROM untouched_heads;`);
  });

  test('AR4 says of an untouched archive that it is intact, month by month, with its heads', async () => {
    const { code, written } = await verify();
    expect(code).toBe(0);
    expect(written).toMatch(
      /^2026-11: 30 records, intact, head [0-9a-f]{64}\n2026-12: 3 records, intact, head [0-9a-f]{64}\n$/,
    );
    expect((await verify(['--month', '2026-12'])).written).toMatch(/^2026-12: 3 records, intact/);
  });

  const at = (position: number) => `WHERE position = ${position} AND time < '2026-12-01Z'`;
  test.each([
    [
      'a letter of a payload',
      `UPDATE events SET payload = replace(payload, 'Title 11', 'Title 12') ${at(12)}`,
      12,
      'payload altered',
    ],
    [
      'the payload and its digest',
      `UPDATE events SET payload = '{}', digest = sha256('web' || '\\000'::bytea || '{}') ${at(12)}`,
      12,
      'record altered',
    ],
    ['who did it', `UPDATE events SET actor_client = 'api' ${at(7)}`, 7, 'payload altered'],
    ['whose it is', `UPDATE events SET user_id = '${nthId('user', 9)}' ${at(7)}`, 7, 'record altered'],
    [
      'when it happened, by a microsecond',
      `UPDATE events SET time = time + interval '1 microsecond' ${at(7)}`,
      7,
      'record altered',
    ],
    [
      'when it was archived',
      `UPDATE events SET archived_at = archived_at - interval '1 day' ${at(1)}`,
      1,
      'record altered',
    ],
    ['its kind', `UPDATE events SET type = 'task.deleted' ${at(30)}`, 30, 'record altered'],
    [
      'a bit of a digest',
      `UPDATE events SET digest = set_bit(digest, 5, 1 - get_bit(digest, 5)) ${at(3)}`,
      3,
      'payload altered',
    ],
    [
      'a bit of a hash',
      `UPDATE events SET hash = set_bit(hash, 200, 1 - get_bit(hash, 200)) ${at(3)}`,
      3,
      'record altered',
    ],
    [
      'a bit of a link',
      `UPDATE events SET previous = set_bit(previous, 9, 1 - get_bit(previous, 9)) ${at(3)}`,
      3,
      'link broken',
    ],
    ['a payload, taken away', `UPDATE events SET payload = NULL, actor_client = NULL ${at(20)}`, 20, 'payload removed'],
    ['half of what can be blanked', `UPDATE events SET payload = NULL ${at(20)}`, 20, 'payload altered'],
    ['a record, deleted', `DELETE FROM events ${at(13)}`, 13, 'record missing'],
    ['the first record, deleted', `DELETE FROM events ${at(1)}`, 1, 'record missing'],
    ['the last records, deleted', `DELETE FROM events WHERE position > 25`, 26, 'record missing'],
    [
      'the places of two records',
      `UPDATE events SET position = CASE position WHEN 5 THEN 9 ELSE 5 END WHERE position IN (5, 9)`,
      5,
      'link broken',
    ],
    [
      'a record, doubled',
      `INSERT INTO events SELECT * FROM (SELECT * FROM untouched_events ${at(6)}) AS again ON CONFLICT DO NOTHING; UPDATE events SET position = 6 ${at(7)}`,
      6,
      'position taken twice',
    ],
    ['the head', `UPDATE archive_heads SET count = 29 WHERE month = '2026-11'`, 30, 'head differs'],
    ['the head, deleted', `DELETE FROM archive_heads`, 30, 'head missing'],
  ])('AR4 names the first bad record: %s', async (_, tampering, position, what) => {
    await stage.sql(tampering);
    const { code, written } = await verify(['--json']);
    expect(code).toBe(1);
    const [first] = written.split('\n');
    const report: unknown = JSON.parse(first ?? '');
    const id = /missing|head/.test(what) ? null : expect.stringMatching(/^evt_/);
    expect(report).toMatchObject({
      month: '2026-11',
      isIntact: false,
      problem: { position, what, id },
    });
  });

  test('AR14 tells months that retention dropped from months that somebody took away', async () => {
    const other = await newArchiveStage(await sharedPostgres());
    const log = path.join(await mkdtemp(path.join(tmpdir(), 'carillon-archive-log-')), 'log');
    const ask = async (...args: string[]) => await verify(args, { DATABASE_URL: other.url });
    const lines: string[] = [];
    const run = async (keepDays: number, events: readonly CloudEvent[]) => {
      const archiver = startArchiver(other, { keepDays });
      archiver.broker.append(events.map((event) => toTopicRecord(event)));
      await archiver.untilRead();
      await archiver.untilLogged('archiver.heads');
      await archiver.stop();
      lines.push(...archiver.logged.map((event) => JSON.stringify(event)));
      await writeFile(log, lines.join('\n'));
    };
    const old = [...archiveEvents(3, { atMs: Date.UTC(2020, 0, 7) }), ...archiveEvents(2, { atMs: Date.UTC(2020, 1) })];
    // The second time for its heads, the third time to drop.
    await run(36_500, [...old, ...archiveEvents(5)]);
    await run(36_500, []);
    await run(400, []);
    const dropped =
      /^2020-01: 3 records, dropped 2\d{3}-\S+ because of their age, head [0-9a-f]{64}\n2020-02: 2 records, dropped /;
    expect(await ask('--expect', log)).toMatchObject({ code: 0, written: expect.stringMatching(dropped) });
    expect(await ask()).toMatchObject({ code: 0 });

    await other.sql("UPDATE archive_anchors SET dropped_at = '2020-12-01Z' WHERE month = '2020-01'");
    expect(await ask('--month', '2020-01')).toMatchObject({
      code: 1,
      written: '2020-01: dropped too early; 3 records, dropped 2020-12-01T00:00:00.000Z\n',
    });
    await other.sql("DELETE FROM archive_anchors WHERE month = '2020-02'");
    expect((await ask('--expect', log)).written).toContain('2020-02: record missing at position 1');
    // As somebody does it who wants it to look like age: the youngest month, gone and anchored.
    await other.sql(`
      INSERT INTO archive_anchors SELECT month, count, hash, now() FROM archive_heads WHERE month = '2026-11';
      DELETE FROM archive_heads WHERE month = '2026-11'`);
    expect((await ask('--month', '2026-11')).written).toContain('2026-11: dropped ');
    expect(await ask('--month', '2026-11')).toMatchObject({ code: 1 });
    await expect(ask('--expect', `${log}.none`)).rejects.toThrow('cannot be read');
    await rm(path.dirname(log), { recursive: true });
    await other.close();
  });

  describe('as a program', () => {
    test('AR4 ends with 1 when something is wrong, naming it, and with 0 when all is well', async () => {
      const env = { DATABASE_URL: stage.url };
      await stage.sql(`UPDATE events SET type = 'task.deleted' ${at(17)}`);
      const [bad, good] = [
        startBridge(env, ['verify-archive']),
        startBridge(env, ['verify-archive', '--month', '2026-12']),
      ];
      expect(await bad.ended).toBe(1);
      expect(bad.errors()).toContain(
        `record altered at position 17 (${nthId('event', 16)}); 16 records before it are intact`,
      );
      expect(await good.ended).toBe(0);
    });

    test('AR4 ends with neither when it cannot be told', async () => {
      const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
      await expect(verifyArchiveCommand({ args: [], env, write: () => {} })).rejects.toThrow(ArchiveUnavailable);
      await expect(verify(['--month', 'november'])).rejects.toThrow('must look like 2026-11');
      await expect(verify(['--yes'])).rejects.toThrow('Usage: verify-archive');
      const lost = startBridge(env, ['verify-archive']);
      expect(await lost.ended).toBe(2);
    });

    test('AR11 refuses to speak to a server whose certificate would not be verified', async () => {
      for (const parameters of ['sslmode=no-verify', 'uselibpqcompat=true&sslmode=require']) {
        const env = { DATABASE_URL: `${stage.url}?${parameters}` };
        await expect(verifyArchiveCommand({ args: [], env, write: () => {} })).rejects.toThrow('verification');
      }
    });
  });
});
