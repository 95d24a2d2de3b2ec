import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BackupManifest, BackupManifestSchema, MANIFEST } from '#core/backup/manifest.ts';
import { restoreStatements } from '#core/backup/restore-statements.ts';
import { toInstant } from '#core/instant.ts';
import { type BatchInfo, hookedD1 } from '#test/hooked-d1.ts';

import type { BackgroundLogEvent } from '../../background-log.ts';
import { createR2BackupStore } from '../../backup/r2-backup-store.ts';
import { importBackupKey, openPart, sealPart } from '../../backup/seal-part.ts';
import { openDatabase } from '../../db/database.ts';
import { newMeter } from '../../db/strict-d1.ts';
import type { BackupDeps } from './backup-deps.ts';
import { listBackups } from './list-backups.ts';
import { runBackupTurn } from './run-backup-turn.ts';
import { abandonBackup, startBackup } from './start-backup.ts';

const key = await importBackupKey('a secret of more than thirty-two characters');
const store = createR2BackupStore(env.BACKUPS);
const NOON = Date.parse('2026-11-21T12:00:00Z');
const CLEAR = 'DELETE FROM odd; DELETE FROM pairs; DELETE FROM wide; DELETE FROM children; DELETE FROM parents';

let events: BackgroundLogEvent[] = [];
let nowMs = NOON;

function depsOf(d1: D1Database): BackupDeps {
  const log = { write: (event: BackgroundLogEvent) => void events.push(event) };
  return { db: openDatabase(d1, newMeter()), store, key, keepDays: 35, effects: { now: () => toInstant(nowMs) }, log };
}

/** Runs turns until there is no run. `during` is called with every batch that has just been answered. */
async function backUp(during: (batch: BatchInfo) => Promise<void> = async () => {}): Promise<string> {
  const d1 = hookedD1(env.DB, { after: during });
  const run = await startBackup(depsOf(env.DB));
  for (let turn = 0; turn < 30 && (await isRunning()); turn++) {
    nowMs += 60_000;
    await runBackupTurn(depsOf(d1));
  }
  expect(events.filter(({ event }) => event === 'backup.failed')).toEqual([]);
  expect(await isRunning()).toBe(false);
  return run ?? '';
}

async function isRunning(): Promise<boolean> {
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'backup%'").all();
  return results.length > 0;
}

async function open(run: string, part: string): Promise<string> {
  const sealed = await store.get(`${run}/${part}`);
  if (sealed === null) throw new Error(`${run} has no ${part}`);
  return await openPart(key, `${run}/${part}`, sealed);
}

async function manifestOf(run: string): Promise<BackupManifest> {
  return BackupManifestSchema.parse(JSON.parse(await open(run, MANIFEST)));
}

/** Restores into an empty database. */
async function restore(run: string): Promise<void> {
  const { results } = await env.RESTORED_DB.prepare(
    "SELECT type, name FROM sqlite_schema WHERE type IN ('table') AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const drop = results.map(({ name }) => env.RESTORED_DB.prepare(`DROP TABLE "${name}"`));
  if (drop.length > 0)
    await env.RESTORED_DB.batch([env.RESTORED_DB.prepare('PRAGMA defer_foreign_keys = ON'), ...drop]);
  const statements: string[] = [];
  for await (const statement of restoreStatements(await manifestOf(run), (part) => open(run, part)))
    statements.push(statement);
  expect(Math.max(...statements.map((sql) => new TextEncoder().encode(sql).length))).toBeLessThan(100_000);
  await env.RESTORED_DB.batch(statements.map((sql) => env.RESTORED_DB.prepare(sql)));
}

/** Every row of every table, each value with its type and its bytes, and what the database is made of. */
async function everything(d1: D1Database): Promise<Record<string, unknown>> {
  const { results: schema } = await d1
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'backup\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND sql IS NOT NULL ORDER BY type, name`,
    )
    .all<{ type: string; name: string; sql: string }>();
  const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => name);
  const rows = tables.map(async (table) => {
    const { results: columns } = await d1.prepare(`PRAGMA table_info("${table}")`).all<{ name: string }>();
    const values = columns.flatMap(({ name }, at) => {
      const column = `"${name.replaceAll('"', '""')}"`;
      return `typeof(${column}) || ':' || hex(${column}) || CASE typeof(${column}) WHEN 'text' THEN '' ELSE quote(${column}) END AS v${at}`;
    });
    const { results } = await d1
      .prepare(`SELECT ${values.join(', ')} FROM "${table}" ORDER BY ${columns.map((_, at) => at + 1).join(', ')}`)
      .all();
    return [table, results.map((row) => Object.values(row).join(' '))];
  });
  return { schema, ...Object.fromEntries(await Promise.all(rows)) };
}

async function sql(statements: string): Promise<void> {
  await env.DB.batch(
    statements
      .split(/;\s*(?=[A-Z]|$)/)
      .filter(Boolean)
      .map((each) => env.DB.prepare(each)),
  );
}

beforeEach(async () => {
  events = [];
  nowMs += 3_600_000;
  await sql(`CREATE TABLE IF NOT EXISTS odd (id INTEGER PRIMARY KEY AUTOINCREMENT, value);
    CREATE TABLE IF NOT EXISTS pairs (a TEXT NOT NULL, b BLOB NOT NULL, note TEXT UNIQUE, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS wide (name TEXT NOT NULL UNIQUE, "odd "" column" REAL);
    CREATE TABLE IF NOT EXISTS children (id TEXT PRIMARY KEY, parent TEXT NOT NULL REFERENCES parents (id)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS parents (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    ${CLEAR}`);
});

const ODD = [
  'NULL',
  "''",
  "'it''s; -- no comment'",
  "'line\nline\r\n\ttab'",
  "'🛎️ ünïcode ‮ \uFEFF'",
  "CAST(X'61006200' AS TEXT)",
  "X''",
  "X'00FF27'",
  '9223372036854775807',
  '-9223372036854775808',
  '9007199254740993',
  '0.1',
  '-0.0',
  '1e308 * 10',
  '1.0',
  "'1'",
  '3.141592653589793',
  '5e-324',
  "replace(hex(zeroblob(60000)), '00', 'ä''')",
  'zeroblob(70000)',
  "char(0) || 'after'",
];

describe('a backup', () => {
  it('BK1 brings every row of every table into an empty database, whatever is in it', async () => {
    await sql(ODD.map((value) => `INSERT INTO odd (value) VALUES (${value})`).join(';\n'));
    await sql(`DELETE FROM odd WHERE id = (SELECT max(id) FROM odd);
      INSERT INTO pairs VALUES ('ключ', X'00', NULL), ('', X'', 'empty key'), ('a''b', X'FF', '''');
      INSERT INTO wide (rowid, name, "odd "" column") VALUES (9007199254740993, 'far', 0.1), (-5, 'below', NULL);
      INSERT INTO parents VALUES ('p'); INSERT INTO children VALUES ('c', 'p')`);
    const before = await everything(env.DB);
    const run = await backUp();
    await restore(run);
    expect(await everything(env.RESTORED_DB)).toEqual(before);
    expect(await everything(env.DB)).toEqual(before);
    const { results } = await env.RESTORED_DB.prepare('INSERT INTO odd (value) VALUES (1) RETURNING id').all();
    const used = await env.DB.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'odd'").first('seq');
    expect(results[0]?.id, 'no number is used twice').toBe(Number(used) + 1);
  });

  it('BK2 is of one moment although everything changes while it is read: rows added, changed, removed, and values that wander', async () => {
    await sql(
      Array.from(
        { length: 40 },
        (_, at) => `INSERT INTO pairs VALUES ('${String(at).padStart(2, '0')}', X'00', 'n${at}')`,
      ).join(';\n'),
    );
    await sql("INSERT INTO wide (name) VALUES ('first'), ('second'), ('third')");
    let at = 0;
    let last: Record<string, unknown> = {};
    const run = await backUp(async ({ queries }) => {
      // The last thing that is read of the tables is the end of the log: right then they have to be what the backup is of.
      if (queries.some((query) => query.includes('FROM log_state'))) last = await everything(env.DB);
      // Right after they were read, and never before: only what is noted then tells of it.
      if (queries.some((query) => query.includes('FROM "pairs"')))
        await sql("UPDATE pairs SET a = 'far' WHERE a = '03'; DELETE FROM pairs WHERE a = '00'");
      if (queries.some((query) => query.includes('FROM "wide"')))
        await sql("UPDATE wide SET rowid = 5000 WHERE name = 'third'");
      at++;
      await sql(`UPDATE pairs SET note = 'moved ${at}' WHERE a = '01';
        UPDATE pairs SET note = 'n1' WHERE a = '39' AND NOT EXISTS (SELECT 1 FROM pairs WHERE note = 'n1');
        UPDATE pairs SET a = 'zz${at}' WHERE a = '02' OR a = 'zz${at - 1}';
        DELETE FROM pairs WHERE a = '${String(at + 3).padStart(2, '0')}';
        INSERT INTO pairs VALUES ('new ${at}', X'0${at % 10}', NULL) ON CONFLICT DO NOTHING;
        INSERT INTO wide (name) VALUES ('first') ON CONFLICT DO UPDATE SET "odd "" column" = ${at}.5;
        DELETE FROM wide WHERE name = 'second'`);
    });
    expect(at).toBeGreaterThan(5);
    expect(Object.keys(last).length).toBeGreaterThan(5);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM pairs WHERE a IN ('03', '00', 'far')").first('n')).toBe(1);
    await restore(run);
    expect(await everything(env.RESTORED_DB)).toEqual(last);
  });

  it('BK2 reads changes in rounds when they are many, and the place of the log that it stands at is in it', async () => {
    await sql("INSERT INTO wide (name) VALUES ('one')");
    let isDone = false;
    const run = await backUp(async ({ queries }) => {
      if (isDone || !queries.some((query) => query.includes('"wide"'))) return;
      isDone = true;
      await sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) INSERT INTO wide (name) SELECT 'many ' || i FROM n",
      );
    });
    expect(events).toContainEqual(expect.objectContaining({ event: 'backup.finished', rounds: 1 }));
    const { epoch, seq } = await manifestOf(run);
    expect({ epoch, seq }).toEqual(
      await env.DB.prepare('SELECT epoch, (SELECT coalesce(max(seq), 0) FROM events) AS seq FROM log_state').first(),
    );
    await restore(run);
    expect(await everything(env.RESTORED_DB)).toEqual(await everything(env.DB));
  });

  it('BK3 a turn that is cut off anywhere costs nothing but time', { timeout: 300_000 }, async () => {
    await sql(Array.from({ length: 30 }, (_, at) => `INSERT INTO pairs VALUES ('${at}', X'00', NULL)`).join(';\n'));
    let count = 0;
    const calls = await backUpCounting();
    for (let cut = 1; cut <= calls; cut += 17) {
      const run = await startBackup(depsOf(env.DB));
      count = 0;
      const failing = hookedD1(env.DB, {
        after: () => {
          count++;
          if (count === cut) throw new Error('cut off');
        },
      });
      for (let turn = 0; turn < 12 && (await isRunning()); turn++) {
        nowMs += 200_000;
        await sql(`UPDATE pairs SET note = 'after ${cut} ${turn}' WHERE a = '7'`);
        await runBackupTurn(depsOf(failing));
      }
      expect(await isRunning()).toBe(false);
      await restore(run ?? '');
      expect(await everything(env.RESTORED_DB)).toEqual(await everything(env.DB));
      nowMs += 1000;
    }
  });

  it('BK3 of two turns at once one does nothing', async () => {
    await startBackup(depsOf(env.DB));
    const written: string[] = [];
    const watched = {
      ...store,
      put: async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
        written.push(name);
        await store.put(name, bytes);
      },
    };
    await Promise.all([1, 2, 3].map(() => runBackupTurn({ ...depsOf(env.DB), store: watched })));
    expect(written.length).toBeGreaterThan(0);
    expect(new Set(written).size).toBe(written.length);
    await backUp();
  });

  it('BK4 while none runs nothing is watched, and a second is not begun beside one', async () => {
    expect(await isRunning()).toBe(false);
    expect(await startBackup(depsOf(env.DB))).not.toBeNull();
    expect(await startBackup(depsOf(env.DB))).toBeNull();
    await backUp();
    expect(await isRunning()).toBe(false);
  });

  it('BK4 one that does not come to its end is given up, by the next night or when no backups are made any more', async () => {
    const first = await startBackup(depsOf(env.DB));
    nowMs += 19 * 3_600_000;
    expect(await startBackup(depsOf(env.DB))).toBeNull();
    nowMs += 2 * 3_600_000;
    expect(await startBackup(depsOf(env.DB))).not.toBe(first);
    expect(events).toContainEqual({ event: 'backup.failed', error: expect.stringContaining('given up') });
    await abandonBackup(openDatabase(env.DB, newMeter()));
    expect(await isRunning()).toBe(false);
    await sql("INSERT INTO wide (name) VALUES ('written as before')");
  });

  it('BK5 a migration in the middle begins it anew', async () => {
    await sql("INSERT INTO wide (name) VALUES ('here')");
    await startBackup(depsOf(env.DB));
    await runBackupTurn(depsOf(env.DB));
    await sql('ALTER TABLE parents ADD COLUMN added TEXT');
    await backUp();
    expect(events.filter(({ event }) => event === 'backup.started')).toHaveLength(2);
    const [newest] = await listBackups({ store, key });
    await restore(newest?.run ?? '');
    expect(await everything(env.RESTORED_DB)).toEqual(await everything(env.DB));
  });
});

describe('its parts', () => {
  it('BK6 open with the key alone, in the place they were written to, unchanged', async () => {
    const sealed = await sealPart(key, 'run/part', 'what a user wrote');
    expect(await openPart(key, 'run/part', sealed)).toBe('what a user wrote');
    const other = await importBackupKey('another secret of more than thirty-two characters');
    await expect(openPart(other, 'run/part', sealed)).rejects.toThrow('does not open');
    await expect(openPart(key, 'run/other', sealed)).rejects.toThrow('does not open');
    await expect(openPart(key, 'run/part', sealed.with(40, (sealed[40] ?? 0) ^ 1))).rejects.toThrow('does not open');
    await sql("INSERT INTO wide (name) VALUES ('what only its owner may read')");
    const run = await backUp();
    const { objects } = await env.BACKUPS.list({ prefix: run });
    const texts = await Promise.all(objects.map(async (object) => (await env.BACKUPS.get(object.key))?.text()));
    expect(objects.length).toBeGreaterThan(1);
    expect(texts.join('')).not.toContain('only its owner');
  });

  it('BK7 are kept for as long as said, the newest whole backup for ever; what never came to its end goes', async () => {
    const first = await backUp();
    await store.put('2026-01-01T00-00-00-000Z/rows/wide/000000', new Uint8Array([1]));
    nowMs += 20 * 86_400_000;
    const second = await backUp();
    expect((await store.runs()).filter((run) => run <= second && run >= first)).toEqual([first, second]);
    expect(await store.runs()).not.toContain('2026-01-01T00-00-00-000Z');
    nowMs += 20 * 86_400_000;
    const third = await backUp();
    expect(await store.runs()).toEqual([second, third]);
    nowMs += 100 * 86_400_000;
    expect(await store.runs()).toEqual([second, third]);
    expect(await listBackups({ store, key })).toMatchObject([{ run: third, isFinished: true }, { run: second }]);
  });
});

/** How many questions a whole backup asks the database. */
async function backUpCounting(): Promise<number> {
  let count = 0;
  await backUp(async () => void count++);
  nowMs += 1000;
  return count;
}
