import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { browse, cookieOf, newVisitor, SITE, sessionCookieOf } from '#test/visitor.ts';

const PASSWORD = 'correct horse battery';
const SignedInSchema = z.object({ user: z.object({ id: z.string(), email: z.string() }) });

function post(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return browse(null, path, { method: 'POST', body: JSON.stringify(body), ...init });
}

async function newAccount(extra: Record<string, unknown> = {}) {
  const email = `${crypto.randomUUID()}@example.com`;
  const answer = await post('/api/auth/sign-up/email', { name: 'Ada', email, password: PASSWORD, ...extra });
  expect(answer.status).toBe(201);
  return { email, id: SignedInSchema.parse(await answer.json()).user.id, cookie: sessionCookieOf(answer), answer };
}

async function codeOf(answer: Response): Promise<string> {
  return z.object({ code: z.string() }).parse(await answer.json()).code;
}

async function resetLink(email: string): Promise<string> {
  const headers = { authorization: `Bearer ${env.OPERATOR_TOKEN}` };
  const answer = await post('/api/operator/reset-links', { email }, { headers });
  expect(answer.status).toBe(201);
  const { url } = z.object({ url: z.string() }).parse(await answer.json());
  return z.string().parse(new URL(url).searchParams.get('token'));
}

describe('happy', () => {
  it('ACC1 signing up makes an account with settings and an Inbox, in the zone it names, and signs in', async () => {
    const { cookie, answer, id } = await newAccount({ zone: 'Asia/Tokyo', locale: 'ja' });
    expect(id).toMatch(/^usr_/);
    const attributes = z.string().parse(answer.headers.getSetCookie()[0]);
    expect(attributes).toMatch(/^__Host-carillon\.session_token=/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=604800'])
      expect(attributes).toContain(part);
    expect(attributes).not.toContain('Domain');
    const overview = await browse(cookie, '/api/v1/overview');
    expect(overview.status).toBe(200);
    expect(await overview.json()).toMatchObject({
      settings: { zone: 'Asia/Tokyo', locale: 'ja' },
      lists: [{ id: 'inbox' }],
    });
    expect(await (await browse(cookie, '/api/v1/account')).json()).toMatchObject({
      id,
      name: 'Ada',
      isDemo: false,
      erasesAt: null,
    });
  });

  it('ACC20 a name loses the spaces around it, at sign-up as later', async () => {
    const { cookie } = await newAccount({ name: '  Grace Hopper ' });
    expect(await (await browse(cookie, '/api/v1/account')).json()).toMatchObject({ name: 'Grace Hopper' });
  });

  it('ACC1 on plain http, which cannot have __Host- cookies, the name is plain', async () => {
    const { exports } = await import('cloudflare:workers');
    const answer = await exports.default.fetch('http://localhost:8787/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:8787' },
      body: JSON.stringify({ name: 'Ada', email: `${crypto.randomUUID()}@example.com`, password: PASSWORD }),
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^carillon\.session_token=/);
    expect(answer.headers.getSetCookie()[0]).not.toContain('Secure');
  });

  it('ACC2 signing in works with the address in any case, and signing out refuses the cookie at once', async () => {
    const { email } = await newAccount();
    const answer = await post('/api/auth/sign-in/email', { email: email.toUpperCase(), password: PASSWORD });
    expect(answer.status).toBe(200);
    const cookie = sessionCookieOf(answer);
    expect((await browse(cookie, '/api/v1/account')).status).toBe(200);
    const out = await browse(cookie, '/api/auth/sign-out', { method: 'POST' });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await browse(cookie, '/api/v1/account')).status).toBe(401);
    expect((await browse(cookie, '/api/auth/sign-out', { method: 'POST' })).status).toBe(204);
  });

  it('ACC3 a reset link sets a new password, once, and ends every session', async () => {
    const { email, cookie } = await newAccount();
    expect((await post('/api/auth/request-password-reset', { email })).status).toBe(202);
    const token = await resetLink(email);
    const reset = () => post('/api/auth/reset-password', { token, newPassword: 'another long password' });
    expect((await reset()).status).toBe(204);
    expect((await browse(cookie, '/api/v1/account')).status).toBe(401);
    const again = await reset();
    expect([again.status, await codeOf(again)]).toEqual([400, 'validation_failed']);
    expect((await post('/api/auth/sign-in/email', { email, password: PASSWORD })).status).toBe(401);
    expect((await post('/api/auth/sign-in/email', { email, password: 'another long password' })).status).toBe(200);
  });

  it('ACC4 changing the password ends the other sessions and renews this one', async () => {
    const { email, cookie } = await newAccount();
    const other = sessionCookieOf(await post('/api/auth/sign-in/email', { email, password: PASSWORD }));
    const change = (currentPassword: string) =>
      browse(cookie, '/api/auth/change-password', {
        method: 'POST',
        body: JSON.stringify({ currentPassword, newPassword: 'another long password' }),
      });
    expect((await change('not the password')).status).toBe(400);
    const answer = await change(PASSWORD);
    expect(answer.status).toBe(204);
    expect((await browse(other, '/api/v1/account')).status).toBe(401);
    expect((await browse(cookie, '/api/v1/account')).status).toBe(401);
    expect((await browse(sessionCookieOf(answer), '/api/v1/account')).status).toBe(200);
  });

  it('ACC5 a sign-up that broke before its account was provisioned is repaired by the next sign-in', async () => {
    const { email, id } = await newAccount();
    for (const table of ['settings', 'lists', 'events']) {
      await env.DB.prepare(`DELETE FROM ${table} WHERE user_id = ?`).bind(id).run();
    }
    const cookie = sessionCookieOf(await post('/api/auth/sign-in/email', { email, password: PASSWORD }));
    expect((await browse(cookie, '/api/v1/overview')).status).toBe(200);
  });

  it('ACC5 a sign-up that broke before its password was stored does not block the address for good', async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const insert = env.DB.prepare('INSERT INTO users (id, name, email, created_at, updated_at) VALUES (?, ?, ?, ?, ?)');
    await insert.bind(`usr_${crypto.randomUUID()}`, 'Ada', email, Date.now() - 120_000, 0).run();
    expect((await post('/api/auth/sign-up/email', { name: 'Ada', email, password: PASSWORD })).status).toBe(201);
  });
});

describe('errors', () => {
  it('ACC6 passwords have a minimum and a maximum, in characters, and the answer says so', async () => {
    for (const password of ['short', 'ünïcödé', 'x'.repeat(201), '\ud800aaaaaaaaaaaaa']) {
      const answer = await post('/api/auth/sign-up/email', { name: 'Ada', email: 'a@example.com', password });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ path: 'password' }] });
    }
    await newAccount({ password: '🔔'.repeat(200) });
  });

  it('ACC6 an address that is in use is refused, and the account stays as it was', async () => {
    const { email } = await newAccount();
    const answer = await post('/api/auth/sign-up/email', { name: 'Eve', email, password: 'another long password' });
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'id_taken']);
    expect((await post('/api/auth/sign-in/email', { email, password: PASSWORD })).status).toBe(200);
  });

  it('ACC6 of two sign-ups with one address at once, one makes the account', async () => {
    const body = { name: 'Ada', email: `${crypto.randomUUID()}@example.com`, password: PASSWORD };
    const answers = await Promise.all([post('/api/auth/sign-up/email', body), post('/api/auth/sign-up/email', body)]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(201);
    expect([409, 503]).toContain(statuses[1]);
  });

  it('ACC6 a link that was never made is refused', async () => {
    const answer = await post('/api/auth/reset-password', { token: 'x'.repeat(24), newPassword: PASSWORD });
    expect(answer.status).toBe(400);
  });
});

describe('security', () => {
  it.each([
    { id: 'usr_01jd8xv0q5e3t8h2w6m4k9r7zn' },
    { userId: 'usr_01jd8xv0q5e3t8h2w6m4k9r7zn' },
    { emailVerified: true },
    { role: 'admin' },
    { createdAt: '2020-01-01T00:00:00.000Z' },
    { image: 'https://example.com/x.png' },
    { rememberMe: false },
    { callbackURL: 'https://evil.example' },
  ])('B03 a sign-up cannot give itself %o', async (extra) => {
    const email = `${crypto.randomUUID()}@example.com`;
    const answer = await post('/api/auth/sign-up/email', { name: 'Ada', email, password: PASSWORD, ...extra });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [{ path: Object.keys(extra)[0], message: 'is not known here' }],
    });
    const { results } = await env.DB.prepare('SELECT id FROM users WHERE email = ?').bind(email).all();
    expect(results).toEqual([]);
  });

  it('B26 a wrong password and an unknown address get the same answer', async () => {
    const { email } = await newAccount();
    const wrong = await post('/api/auth/sign-in/email', { email, password: 'not the password' });
    const unknown = await post('/api/auth/sign-in/email', { email: `x${email}`, password: 'not the password' });
    const strip = async (answer: Response) => ({
      ...z.record(z.string(), z.unknown()).parse(await answer.json()),
      requestId: '',
    });
    expect(wrong.status).toBe(401);
    expect(await strip(wrong)).toEqual({ ...(await strip(unknown)) });
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('B26 asking for a reset link answers alike whether or not there is an account', async () => {
    const { email } = await newAccount();
    const known = await post('/api/auth/request-password-reset', { email });
    const unknown = await post('/api/auth/request-password-reset', { email: `x${email}` });
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
  });

  it('B26 a reset link is nowhere in D1, so that reading the table sets no password', async () => {
    const { email } = await newAccount();
    const token = await resetLink(email);
    const { results } = await env.DB.prepare('SELECT * FROM verifications').all();
    expect(results.length).toBeGreaterThan(0);
    expect(JSON.stringify(results)).not.toContain(token);
  });

  it('B26 an expired reset link is refused', async () => {
    const { email } = await newAccount();
    const token = await resetLink(email);
    await env.DB.prepare('UPDATE verifications SET expires_at = ?')
      .bind(Date.now() - 1000)
      .run();
    expect((await post('/api/auth/reset-password', { token, newPassword: PASSWORD })).status).toBe(400);
  });

  it('B32 no answer shows a session token, a password hash or a reset link', async () => {
    const { email, answer, id } = await newAccount();
    const [session] = (
      await env.DB.prepare('SELECT token FROM sessions WHERE user_id = ?').bind(id).all<{ token: string }>()
    ).results;
    const token = z.string().parse(session?.token);
    const body = JSON.stringify(await (await post('/api/auth/sign-in/email', { email, password: PASSWORD })).json());
    expect(body).not.toContain(token);
    expect(body).not.toContain('token');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['a sibling subdomain', { origin: 'https://x.carillon.test' }],
    ['the same host without TLS', { origin: 'http://carillon.test' }],
    ['a null Origin', { origin: 'null' }],
    ['a null Origin from another site', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('B15 nobody is signed in or up by %s', async (_name, headers) => {
    const { email } = await newAccount();
    const bodies = [
      ['/api/auth/sign-in/email', { email, password: PASSWORD }],
      ['/api/auth/sign-up/email', { name: 'Eve', email: `e${email}`, password: PASSWORD }],
      ['/api/auth/request-password-reset', { email }],
      ['/api/v1/demo', {}],
    ] as const;
    for (const [path, body] of bodies) {
      const answer = await post(path, body, { headers });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('B15 a form or plain text signs nobody in', async () => {
    const { email } = await newAccount();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const body =
        type === 'text/plain' ? JSON.stringify({ email, password: PASSWORD }) : `email=${email}&password=${PASSWORD}`;
      const answer = await browse(null, '/api/auth/sign-in/email', {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(415);
    }
  });

  it('B15 signing out from a foreign page is refused and the session goes on', async () => {
    const visitor = await newVisitor();
    const answer = await visitor.browse('/api/auth/sign-out', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
    expect((await visitor.browse('/api/v1/account')).status).toBe(200);
  });

  it('ACC7 nothing else of better-auth is there', async () => {
    const visitor = await newVisitor();
    for (const path of [
      'get-session',
      'list-sessions',
      'update-user',
      'delete-user',
      'sign-in/social',
      'ok',
      'error',
      'reset-password/x',
    ]) {
      const answer = await visitor.browse(`/api/auth/${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('ACC2 the cookie of one scheme is not that of the other', async () => {
    const visitor = await newVisitor();
    const plain = visitor.cookie.replace('__Host-', '');
    expect((await browse(plain, '/api/v1/account')).status).toBe(401);
    expect(cookieOf(`${visitor.cookie};`)).toBe(visitor.cookie);
    expect(new URL(SITE).protocol).toBe('https:');
  });
});
