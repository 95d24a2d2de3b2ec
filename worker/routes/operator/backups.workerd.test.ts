import { createExecutionContext, createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { importBackupKey, openPart } from '#application/backup/seal-part.ts';
import { BackupManifestSchema, BackupsSchema } from '#core/backup/manifest.ts';
import { newVisitor, SITE } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';
import { RETENTION_CRON, scheduled, WATCHDOG_CRON } from '#worker/scheduled/scheduled.ts';

const BACKUP_KEY = 'only-for-tests-only-for-tests-only';
const OPERATOR = `Bearer ${env.OPERATOR_TOKEN}`;

async function ask(
  method: string,
  at: string,
  authorization = OPERATOR,
  bindings: object = { BACKUP_KEY },
): Promise<Response> {
  const app = createApp(() => Promise.reject(new Error('no page')));
  const headers = { authorization, 'content-type': 'application/json' };
  const init = { method, headers, ...(method === 'POST' && { body: '{}' }) };
  return await app.fetch(
    new Request(`${SITE}/api/operator${at}`, init),
    { ...env, ...bindings },
    createExecutionContext(),
  );
}

const tick = (cron: string) =>
  scheduled(createScheduledController({ cron }), { ...env, BACKUP_KEY } as Env, createExecutionContext());
const isRunning = async () =>
  (await env.DB.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'backup_run'").all()).results.length > 0;

/** Lets minutes pass until no backup is made any more. */
async function passMinutes(): Promise<void> {
  for (let minute = 0; minute < 10 && (await isRunning()); minute++) await tick(WATCHDOG_CRON);
  expect(await isRunning()).toBe(false);
}

const list = async () => BackupsSchema.parse(await (await ask('GET', '/backups')).json()).backups;

describe('happy', () => {
  it('BK9 the operator begins a backup, the minutes make it, and its parts can be fetched, sealed', async () => {
    const begun: { run: string } = await (await ask('POST', '/backups')).json();
    expect(await (await ask('POST', '/backups')).json()).toEqual({ run: null });
    await passMinutes();
    // Beside those that other files have left in the bucket.
    const made = (await list()).find(({ run }) => run === begun.run);
    expect(made).toMatchObject({ isFinished: true, seq: 0 });
    const sealed = await ask('GET', `/backups/part?run=${begun.run}&part=manifest`);
    expect(sealed.headers.get('content-type')).toBe('application/octet-stream');
    const bytes = new Uint8Array(await sealed.arrayBuffer());
    const manifest = await openPart(await importBackupKey(BACKUP_KEY), `${begun.run}/manifest`, bytes);
    expect(BackupManifestSchema.parse(JSON.parse(manifest)).tables.length).toBeGreaterThan(30);
  });

  it('BK9 one begins each night by itself', async () => {
    await tick(RETENTION_CRON);
    expect(await (await ask('POST', '/backups')).json()).toEqual({ run: null });
    await passMinutes();
    expect((await list())[0]?.isFinished).toBe(true);
  });
});

describe('errors', () => {
  it('BK9 without a key there are none, nothing is begun, and what was begun is taken away', async () => {
    await ask('POST', '/backups');
    expect(await isRunning()).toBe(true);
    expect((await ask('GET', '/backups', OPERATOR, {})).status).toBe(404);
    expect((await ask('POST', '/backups', OPERATOR, { BACKUP_KEY: '' })).status).toBe(404);
    await scheduled(createScheduledController({ cron: RETENTION_CRON }), env, createExecutionContext());
    const { results } = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'backup%'").all();
    expect(results).toEqual([]);
  });

  it.each([
    'run=2026-11-21T00-00-00-000Z&part=manifest',
    'run=..&part=manifest',
    'run=2026-11-21T00-00-00-000Z&part=../x',
    'run=2026-11-21T00-00-00-000Z&part=rows/../../x',
  ])('BK9 what is no part of a backup is not given out: %s', async (query) => {
    expect([404, 422, 400]).toContain((await ask('GET', `/backups/part?${query}`)).status);
  });
});

describe('security', () => {
  it('BK9 nobody else lists, begins or fetches any: no token, a wrong one, a user', async () => {
    const visitor = await newVisitor();
    for (const authorization of ['', 'Bearer x', `${OPERATOR}x`, await visitor.bearer('read', 'write')])
      for (const [method, at] of [
        ['GET', '/backups'],
        ['POST', '/backups'],
        ['GET', '/backups/part?run=2026-11-21T00-00-00-000Z&part=manifest'],
      ] as const)
        expect((await ask(method, at, authorization)).status).toBe(401);
  });
});
