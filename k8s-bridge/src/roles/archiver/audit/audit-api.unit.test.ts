import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { nthId } from '#test/ids.ts';
import { Secret } from '../../../config/secret.ts';
import { bridgeApp } from '../../../http/bridge-app.ts';
import type { LogEvent } from '../../../log.ts';
import type { ArchiveDatabase } from '../archive-database.ts';
import { ArchiveUnavailable } from '../archive-error.ts';
import { auditApi } from './audit-api.ts';
import { sealPlace } from './audit-cursor.ts';

const TOKEN = 'audit-token-for-tests';
const PLACE = { time: '2026-11-21T10:00:00.000Z', id: nthId('event', 1), source: '/carillon/test' };

/** A database nobody may reach: what is refused has to be refused before. */
const untouched: ArchiveDatabase = {
  transaction: () => Promise.reject(new Error('the archive was asked')),
  close: async () => {},
};

function newApi({
  database = untouched,
  tokens = Secret.of(TOKEN),
}: {
  database?: ArchiveDatabase;
  tokens?: Secret;
} = {}) {
  const api = auditApi({ database, tokens });
  api.onError(() => new Response('a defect', { status: 500 }));
  return async (url: string, authorization: string | null = `Bearer ${TOKEN}`, method = 'GET') =>
    await api.request(url, { method, headers: authorization === null ? {} : { authorization } });
}

const bodyOf = async (answer: Response): Promise<unknown> => await answer.json();

describe('security', () => {
  test('AR8 whoever brings no valid token gets one and the same 401, at every address', async () => {
    const ask = newApi();
    const expected = await bodyOf(await ask('/api/audit/events', null));
    expect(expected).toMatchObject({ status: 401, code: 'unauthenticated' });
    const headers = [
      'Bearer',
      'Bearer ',
      'Bearer wrong',
      `Basic ${TOKEN}`,
      TOKEN,
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN} x`,
    ];
    headers.push(
      `Bearer ${TOKEN.slice(1)}`,
      'Bearer undefined',
      'Bearer carillon_svc_01jd8xv0q5e3t8h2w6m4k9r7zn',
      'Bearer ,',
    );
    const paths = [
      '/api/audit/events',
      `/api/audit/events/${nthId('event', 1)}`,
      '/api/audit/events?limit=1e9',
      '/api/audit',
      '/api/audit/x',
    ];
    for (const url of paths) {
      for (const header of headers) {
        const answer = await ask(url, header);
        expect(answer.status, `${url} ${header}`).toBe(401);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(await bodyOf(answer)).toEqual(expected);
      }
    }
  });

  test('AR8 without a configured token, or with an empty one, nobody gets in', async () => {
    const answers = [
      auditApi({ database: untouched, tokens: undefined }),
      auditApi({ database: untouched, tokens: Secret.of(' ,\n') }),
    ];
    for (const api of answers) {
      for (const authorization of ['Bearer undefined', 'Bearer ', 'Bearer ,', `Bearer ${TOKEN}`]) {
        expect((await api.request('/api/audit/events', { headers: { authorization } })).status).toBe(401);
      }
    }
  });

  test('AR8 while tokens are replaced both count, and the file is read at every request', async () => {
    const file = path.join(tmpdir(), `carillon-audit-token-${process.pid}`);
    const ask = newApi({ tokens: Secret.inFile(file) });
    const statuses = async () => [
      (await ask('/api/audit/events?limit=0', 'Bearer old')).status,
      (await ask('/api/audit/events?limit=0', 'Bearer new')).status,
    ];
    await writeFile(file, 'old\n');
    expect(await statuses()).toEqual([400, 401]);
    await writeFile(file, 'old, new\n');
    expect(await statuses()).toEqual([400, 400]);
    await writeFile(file, 'new\n');
    expect(await statuses()).toEqual([401, 400]);
  });

  test('AR8 it only reads: every other method is unknown', async () => {
    const ask = newApi();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect((await ask('/api/audit/events', `Bearer ${TOKEN}`, method)).status).toBe(404);
      expect((await ask('/api/audit/events', null, method)).status).toBe(401);
    }
  });
});

describe('errors', () => {
  const sealed = sealPlace(PLACE, { filters: { user: nthId('user', 1) }, token: TOKEN });
  const asked = `user=${nthId('user', 1)}`;
  const otherToken = sealPlace(PLACE, { filters: { user: nthId('user', 1) }, token: 'another' });
  const [text = '', seal = ''] = sealed.split('.');
  const moved = Buffer.from(JSON.stringify({ ...PLACE, time: '2030-01-01T00:00:00.000Z' })).toString('base64url');

  test.each([
    ['of another user', `user=${nthId('user', 2)}&cursor=${sealed}`],
    ['of a question without its filter', `cursor=${sealed}`],
    ['of a question with a filter more', `${asked}&type=task.created&cursor=${sealed}`],
    ['of another token', `${asked}&cursor=${otherToken}`],
    ['with a changed place', `${asked}&cursor=${moved}.${seal}`],
    [
      'with a changed letter of the seal',
      `${asked}&cursor=${text}.${seal.startsWith('A') ? 'B' : 'A'}${seal.slice(1)}`,
    ],
    ['without a seal', `${asked}&cursor=${text}`],
    ['with an empty seal', `${asked}&cursor=${text}.`],
    ['with something behind it', `${asked}&cursor=${sealed}.x`],
    ['that is empty', `${asked}&cursor=`],
    ['that is nonsense', `${asked}&cursor=${'x'.repeat(999)}`],
    ['that is endless', `${asked}&cursor=${'x'.repeat(5_000)}`],
  ])('AR9 a cursor %s is refused', async (_, query) => {
    const answer = await newApi()(`/api/audit/events?${query}`);
    expect(answer.status).toBe(400);
    expect(await bodyOf(answer)).toMatchObject({ code: 'validation_failed', status: 400 });
  });

  test.each([
    ...['limit=1e9', 'limit=1000000000', 'limit=201', 'limit=0', 'limit=-1', 'limit=', 'limit=1.5', 'limit=%2050'],
    ...[
      'user=me',
      'user=',
      "user=usr_'--",
      'type=task',
      'type=task.%25',
      "type=task.created'",
      'aggregate=',
      'aggregate=%00',
    ],
    ...[
      'from=yesterday',
      'from=2026-02-30T00:00:00Z',
      'to=2026-11-21',
      'from=1',
      'from=0000-12-31T23:59:59Z',
      'from=0001-01-01T00:00:00%2B00:01',
      'to=9999-12-31T23:59:59-00:01',
      'to=12026-11-21T00:00:00Z',
      'to=%2B012026-11-21T00:00:00Z',
      'page=2',
      'user%5B%5D=x',
      '__proto__=1',
    ],
    `limit=1&limit=2`,
    `${asked}&${asked}`,
  ])('AR9 %s is refused', async (query) => {
    const answer = await newApi()(`/api/audit/events?${query}`);
    expect(answer.status).toBe(400);
    expect(await bodyOf(answer)).toMatchObject({ code: 'validation_failed', detail: expect.stringMatching(/\w/) });
  });

  test('AR9 an id that is none is not looked up', async () => {
    for (const id of ['x', "'; DROP TABLE events", '..%2f..', nthId('task', 1)]) {
      expect((await newApi()(`/api/audit/events/${encodeURIComponent(id)}`)).status).toBe(404);
    }
  });

  test('AR3 while the archive does not answer, neither does the API, and says that it is worth another try', async () => {
    const gone: ArchiveDatabase = {
      transaction: () => Promise.reject(new ArchiveUnavailable('connect ECONNREFUSED 10.0.0.7:5432')),
      close: async () => {},
    };
    const answer = await newApi({ database: gone })('/api/audit/events');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(await bodyOf(answer))).not.toContain('10.0.0.7');
  });

  test('AR9 a defect is a 500 of the program, without what broke', async () => {
    const logged: LogEvent[] = [];
    const write = (event: LogEvent) => logged.push(event);
    const app = bridgeApp({
      version: 'test',
      checks: [],
      routes: [auditApi({ database: untouched, tokens: Secret.of(TOKEN) })],
      registry: new Registry(),
      log: { debug: write, info: write, warn: write, error: write },
    });
    const answer = await app.request('/api/audit/events', { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).toBe(500);
    expect(await bodyOf(answer)).toMatchObject({ code: 'internal' });
    expect(logged).toMatchObject([{ event: 'request.broke', error: 'the archive was asked' }]);
  });
});
