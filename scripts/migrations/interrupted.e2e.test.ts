import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withDatabase } from '#test/e2e-client.ts';
import { copyMigratedState } from '#test/e2e-migrated-state.ts';
import { temporaryFolder } from '../cluster/temporary-folder.ts';
import { applyMigrations } from '../local/apply-migrations.ts';
import { project } from '../local/project.ts';
import { quietEnv } from '../local/quiet-env.ts';

const MAX_CALLS = 5;
const FOLDER = 'v3/d1/miniflare-D1DatabaseObject';

/** The file of a database below a state; null while there is none. */
async function databaseFile(state: string): Promise<string | null> {
  const folder = path.join(state, FOLDER);
  const names = existsSync(folder) ? await readdir(folder) : [];
  const name = names.find((each) => /^[\da-f]{64}\.sqlite$/.test(each));
  return name === undefined ? null : path.join(folder, name);
}

/** How many migrations are done, as whoever looks at this moment sees it. */
async function doneIn(state: string): Promise<number> {
  const file = await databaseFile(state);
  if (file === null) return 0;
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return Number(db.prepare('SELECT count(*) AS done FROM d1_migrations').get()?.done ?? 0);
  } catch {
    // It is made at this moment.
    return 0;
  } finally {
    db.close();
  }
}

const schemaOf = (state: string) =>
  withDatabase(state, (db) => ({
    objects: db
      .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name")
      .all(),
    migrations: db.prepare('SELECT name FROM d1_migrations ORDER BY id').all(),
    foreign: db.prepare('PRAGMA foreign_key_check').all(),
  }));

/** Wrangler as `npm start` and CI call it, killed as soon as so many migrations are done. */
async function applyAndKill(state: string, after: number): Promise<void> {
  const args = ['d1', 'migrations', 'apply', 'carillon', '--local', '--config', project.config, '--persist-to', state];
  const child = spawn(process.execPath, [project.wrangler, ...args], {
    env: quietEnv(),
    stdio: 'ignore',
    detached: true,
  });
  const closed = once(child, 'close');
  await vi.waitUntil(async () => child.exitCode !== null || (await doneIn(state)) >= after, {
    timeout: 120_000,
    interval: 1,
  });
  // The whole group: what it runs the statements in is a process of its own.
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await closed;
}

test('DP10 F35 migrations that are killed, again and again, are taken up where they were: the database is what it is without', {
  timeout: 600_000,
}, async () => {
  const folder = await temporaryFolder('interrupted');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [whole, state] = [path.join(folder, 'whole'), path.join(folder, 'killed')];
  await copyMigratedState(whole);
  for (const after of [1, 7]) {
    // Whoever looks at the database while it is taken up again may be in its way: then wrangler ends, and is called again.
    for (let calls = 0; calls < MAX_CALLS && (await doneIn(state)) < after; calls += 1)
      await applyAndKill(state, after);
    expect(await doneIn(state)).toBeGreaterThanOrEqual(after);
  }
  await applyMigrations(state);
  expect(await schemaOf(state)).toEqual(await schemaOf(whole));
});
