import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { authenticateSession, authenticateToken } from '#application/use-cases/accounts/authenticate.ts';
import { realEffects } from '#test/effects.ts';
import { browse, cookieOf, newVisitor, SITE, sessionCookieOf } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';
import { signedInCookie } from '#worker/auth/session-cookie.ts';
import { findPagePrincipal } from './authenticate.ts';

const READ = '/api/v1/tasks';
const DAY_MS = 86_400_000;

function get(path: string, headers: HeadersInit): Promise<Response> {
  return exports.default.fetch(new Request(`${SITE}${path}`, { headers }));
}

function write(headers: Record<string, string>, path = READ, body = '{"title":"x"}'): Promise<Response> {
  return exports.default.fetch(
    new Request(`${SITE}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    }),
  );
}

async function secretOf(bearer: Promise<string>): Promise<string> {
  return (await bearer).slice('Bearer '.length);
}

function flip(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

describe('happy', () => {
  it('ACC9 a session or a token opens the same data', async () => {
    const visitor = await newVisitor();
    const bearer = await visitor.bearer('read', 'write');
    expect((await write({ authorization: bearer })).status).toBe(201);
    const ways: HeadersInit[] = [
      { cookie: visitor.cookie },
      { authorization: bearer },
      { authorization: bearer.replace('Bearer', 'bEARER') },
    ];
    for (const headers of ways) {
      const answer = await get(READ, headers);
      expect(await answer.json()).toMatchObject({ total: 1 });
    }
  });

  it('ACC9 the actor of an event names the door: the web, or the token', async () => {
    const visitor = await newVisitor();
    await write({ authorization: await visitor.bearer('read', 'write') });
    await visitor.browse(READ, { method: 'POST', body: '{"title":"y"}' });
    const activity = await (await visitor.browse('/api/v1/activity')).json();
    expect(activity).toMatchObject({
      events: [{ actor: { client: 'web' } }, { actor: { client: 'api:test' } }, {}, {}, {}],
    });
  });

  it('ACC9 a bearer token wins over a cookie', async () => {
    const [visitor, other] = [await newVisitor(), await newVisitor()];
    const headers = { cookie: visitor.cookie, authorization: await other.bearer('read') };
    expect(await (await get('/api/v1/account', headers)).json()).toMatchObject({ id: other.id });
    expect((await get('/api/v1/account', { cookie: visitor.cookie, authorization: 'Bearer nonsense' })).status).toBe(
      401,
    );
  });

  it('ACC10 a session in use is renewed once a day, and the cookie with it', async () => {
    const fresh = await newVisitor();
    expect((await fresh.browse(READ)).headers.getSetCookie()).toEqual([]);
    const visitor = await newVisitor({ expiresInMs: 6 * DAY_MS - 1000 });
    const answer = await visitor.browse(READ);
    expect(answer.headers.getSetCookie()).toHaveLength(1);
    expect(sessionCookieOf(answer)).toBe(visitor.cookie);
    const row = await env.DB.prepare('SELECT expires_at FROM sessions WHERE id = ?')
      .bind(visitor.sessionId)
      .first<{ expires_at: number }>();
    expect(row?.expires_at).toBeGreaterThan(Date.now() + 7 * DAY_MS - 60_000);
    expect((await visitor.browse(READ)).headers.getSetCookie()).toEqual([]);
  });

  it('ACC11 the use of a token is noted after the answer, and not again within the hour', async () => {
    const visitor = await newVisitor();
    const authorization = await visitor.bearer('read');
    const lastUsed = async () => {
      const row = await env.DB.prepare('SELECT last_used_at FROM api_tokens WHERE user_id = ?')
        .bind(visitor.id)
        .first<{ last_used_at: number }>();
      return row?.last_used_at ?? null;
    };
    expect(await lastUsed()).toBeNull();
    await get(READ, { authorization });
    await expect.poll(lastUsed).not.toBeNull();
    const first = await lastUsed();
    await get(READ, { authorization });
    expect(await lastUsed()).toBe(first);
    await env.DB.prepare('UPDATE api_tokens SET last_used_at = ? WHERE user_id = ?')
      .bind(Date.now() - 3_600_001, visitor.id)
      .run();
    await get(READ, { authorization });
    await expect.poll(lastUsed).toBeGreaterThanOrEqual(first ?? 0);
  });

  it('ACC12 authenticating is one query and reads one row, for a session as for a token', async () => {
    const visitor = await newVisitor();
    const secret = await secretOf(visitor.bearer('read'));
    const token = await env.DB.prepare('SELECT token FROM sessions WHERE id = ?')
      .bind(visitor.sessionId)
      .first<string>('token');
    const meter = newMeter();
    const db = openDatabase(env.DB, meter);
    expect((await authenticateSession(db, realEffects(), token ?? ''))?.principal.userId).toBe(visitor.id);
    expect(meter.statements).toBe(1);
    expect((await authenticateToken(db, realEffects(), secret))?.principal.userId).toBe(visitor.id);
    expect(meter.statements).toBe(2);
    const plan = await env.DB.prepare('EXPLAIN QUERY PLAN SELECT id FROM sessions WHERE token = ?').bind('x').all();
    expect(JSON.stringify(plan.results)).toContain('USING PRIMARY KEY (token=?)');
    // drizzle reads by `raw`, which tells no counts.
    const read = await env.DB.prepare('SELECT id, user_id, expires_at FROM sessions WHERE token = ?').bind(token).all();
    expect(read.meta.rows_read).toBe(1);
  });
});

describe('errors', () => {
  it('B01 whoever brings nothing that counts gets one and the same 401', async () => {
    const visitor = await newVisitor();
    const secret = await secretOf(visitor.bearer('read'));
    const revoked = await visitor.bearer('read');
    await env.DB.prepare('UPDATE api_tokens SET revoked_at = ? WHERE prefix = ?')
      .bind(Date.now() - 1000, revoked.slice(7, 15))
      .run();
    const expired = await visitor.bearer('read');
    await env.DB.prepare('UPDATE api_tokens SET expires_at = ? WHERE prefix = ?')
      .bind(Date.now() - 1, expired.slice(7, 15))
      .run();
    const unsigned = `eyJhbGciOiJub25lIn0.${btoa(JSON.stringify({ sub: visitor.id }))}.`;
    const tokens = [
      revoked,
      expired,
      `Bearer ${flip(secret, 10)}`,
      `Bearer ${flip(secret, secret.length - 1)}`,
      `Bearer ${secret}x`,
      `Bearer ${unsigned}`,
      `Bearer car_${'0'.repeat(49)}`,
      'Bearer',
      'Bearer ',
      `Basic ${btoa(`user:${secret}`)}`,
      secret,
      `Token ${secret}`,
    ];
    const bodies = new Set<string>();
    for (const authorization of tokens) {
      const answer = await get(READ, { authorization });
      expect([authorization.slice(0, 12), answer.status]).toEqual([authorization.slice(0, 12), 401]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
      expect(answer.headers.get('etag')).toBeNull();
      bodies.add((await answer.text()).replace(/req_\w+/, ''));
    }
    expect(bodies.size).toBe(1);
    const nobody = await get(READ, {});
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('www-authenticate')).toMatch(/^Bearer /);
  });

  it('B01 a cookie that is tampered with, unsigned, expired or of nobody is refused', async () => {
    const visitor = await newVisitor();
    const expired = await newVisitor({ expiresInMs: -1000 });
    const [name, value = ''] = visitor.cookie.split('=');
    const [token = ''] = value.split('.');
    const otherSecret = cookieOf(await signedInCookie(SITE, 'another-secret-another-secret-another', token));
    const unknown = cookieOf(await signedInCookie(SITE, env.AUTH_SECRET, 'x'.repeat(32)));
    const cookies = [
      `${name}=${flip(value, 3)}`,
      `${name}=${flip(value, value.length - 8)}`,
      `${name}=${token}`,
      `${name}=${token}.`,
      `${name}=`,
      otherSecret,
      unknown,
      expired.cookie,
      visitor.cookie.replace('__Host-', '__Secure-'),
      visitor.cookie.replace('session_token', 'session'),
    ];
    for (const cookie of cookies) expect([cookie, (await get(READ, { cookie })).status]).toEqual([cookie, 401]);
    expect((await get(READ, { cookie: visitor.cookie })).status).toBe(200);
  });

  it('ACC13 a token that may only read cannot write, and is told what it lacks', async () => {
    const visitor = await newVisitor();
    const answer = await write({ authorization: await visitor.bearer('read') });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'insufficient_scope' });
    expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope", scope="write"');
    expect((await get(READ, { authorization: await visitor.bearer('write') })).status).toBe(403);
    const { results } = await env.DB.prepare('SELECT id FROM tasks WHERE user_id = ?').bind(visitor.id).all();
    expect(results).toEqual([]);
  });
});

describe('a database that does not answer', () => {
  /** A request against a database whose first `failures` queries break. */
  async function ask(headers: HeadersInit, failures: number) {
    let left = failures;
    const flaky: D1Database = new Proxy(env.DB, {
      get(target, property) {
        if (property !== 'prepare') return Reflect.get(target, property, target);
        return (query: string) => {
          left -= 1;
          if (left >= 0) throw new Error('D1_ERROR: Network connection lost.');
          return target.prepare(query);
        };
      },
    });
    const ctx = createExecutionContext();
    const app = createApp(async () => new Response('page'));
    const answer = await app.fetch(new Request(`${SITE}/api/v1/account`, { headers }), { ...env, DB: flaky }, ctx);
    await waitOnExecutionContext(ctx);
    return answer;
  }

  it('ACC16 a broken connection is tried again, and nobody is signed out by an outage', async () => {
    const visitor = await newVisitor();
    const ways: HeadersInit[] = [{ cookie: visitor.cookie }, { authorization: await visitor.bearer('read') }];
    for (const headers of ways) {
      expect((await ask(headers, 2)).status).toBe(200);
      const outage = await ask(headers, 1000);
      expect(outage.status).toBe(503);
      expect(outage.headers.get('retry-after')).not.toBeNull();
      expect(outage.headers.getSetCookie()).toEqual([]);
    }
  });
});

describe('security', () => {
  it.each([
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['a foreign Origin that claims to be ours', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['a sibling subdomain', { origin: 'https://evil.carillon.test', 'sec-fetch-site': 'same-site' }],
    ['a prefix of our name', { origin: 'https://carillon.test.evil.example' }],
    ['another port', { origin: 'https://carillon.test:8443' }],
    ['another scheme', { origin: 'http://carillon.test' }],
    ['a null Origin', { origin: 'null' }],
    ['no Origin at all', {}],
    ['no Origin, from another site', { 'sec-fetch-site': 'cross-site' }],
    ['no Origin, from nowhere', { 'sec-fetch-site': 'none' }],
  ])('B15 with a cookie nothing is changed from %s', async (_name, headers: Record<string, string>) => {
    const visitor = await newVisitor();
    const answer = await write({ ...headers, cookie: visitor.cookie });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'foreign_origin' });
    const { results } = await env.DB.prepare('SELECT id FROM tasks WHERE user_id = ?').bind(visitor.id).all();
    expect(results).toEqual([]);
  });

  it('B15 our own pages may, with an Origin or with what only a browser can say', async () => {
    const { cookie } = await newVisitor();
    expect((await write({ cookie, origin: SITE })).status).toBe(201);
    expect((await write({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await write({ cookie, origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  it('B15 a page takes nothing from another site, and says so like everything else', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
    for (const path of ['/', '/tasks', '/nowhere']) {
      const answer = await browse(null, path, { method: 'POST', headers, body: 'a=b' });
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'foreign_origin', instance: path }]);
    }
    const asPage = { ...headers, accept: 'text/html' };
    const answer = await browse(null, '/', { method: 'POST', headers: asPage, body: 'a=b' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
  });

  it('B15 a token may be used from anywhere: no browser adds it by itself', async () => {
    const visitor = await newVisitor();
    expect((await write({ authorization: await visitor.bearer('write'), origin: 'https://tool.example' })).status).toBe(
      201,
    );
  });

  it('B15 a form or plain text changes nothing, although the Origin is ours', async () => {
    const { cookie } = await newVisitor();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect((await write({ cookie, origin: SITE, 'content-type': type })).status).toBe(415);
    }
  });

  it('B15 no socket is opened for a foreign page, although opening one is a GET', async () => {
    const { cookie } = await newVisitor();
    const headers = { cookie, upgrade: 'websocket', connection: 'Upgrade', origin: 'https://evil.example' };
    expect((await get(READ, headers)).status).toBe(403);
    expect((await get(READ, { ...headers, origin: SITE })).status).not.toBe(403);
  });

  it('B01 a token in the address is not looked at', async () => {
    const visitor = await newVisitor();
    const secret = await secretOf(visitor.bearer('read'));
    for (const name of ['token', 'access_token', 'key'])
      expect((await get(`/api/v1/account?${name}=${secret}`, {})).status).toBe(401);
  });

  it('B25 nobody becomes somebody else by a header', async () => {
    const [visitor, other] = [await newVisitor(), await newVisitor()];
    const forged = {
      'x-user-id': other.id,
      'x-forwarded-user': other.id,
      'cf-access-authenticated-user-email': other.email,
    };
    expect((await get('/api/v1/account', forged)).status).toBe(401);
    expect(await (await get('/api/v1/account', { ...forged, cookie: visitor.cookie })).json()).toMatchObject({
      id: visitor.id,
    });
  });

  it('B01 a page with a stale cookie is shown to nobody, and one with a good cookie to its user; a token opens none', async () => {
    const app = createApp(async (ctx) => ctx.json({ id: (await findPagePrincipal(ctx))?.userId ?? null }));
    const visit = async (headers: HeadersInit) => {
      const ctx = createExecutionContext();
      const answer = await app.fetch(new Request(`${SITE}/some/page`, { headers }), env, ctx);
      await waitOnExecutionContext(ctx);
      return await answer.json();
    };
    const [visitor, stale] = [await newVisitor(), await newVisitor({ expiresInMs: -1000 })];
    expect(await visit({ cookie: stale.cookie })).toEqual({ id: null });
    expect(await visit({})).toEqual({ id: null });
    expect(await visit({ authorization: await visitor.bearer('read') })).toEqual({ id: null });
    expect(await visit({ cookie: visitor.cookie })).toEqual({ id: visitor.id });
  });
});
