import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CreatedApiTokenSchema } from '#core/account/api-token.ts';
import { SessionSchema } from '#core/account/session.ts';
import { liveClient } from '#test/live-client.ts';
import { browse, newVisitor, SITE, sessionCookieOf, type Visitor } from '#test/visitor.ts';

const PASSWORD = 'correct horse battery';

/** An account that is signed in on three browsers. */
async function threeBrowsers() {
  const email = `${crypto.randomUUID()}@example.com`;
  const post = (path: string, body: unknown, agent: string) =>
    browse(null, path, { method: 'POST', body: JSON.stringify(body), headers: { 'user-agent': agent } });
  const cookies = [
    sessionCookieOf(await post('/api/auth/sign-up/email', { name: 'Ada', email, password: PASSWORD }, 'phone')),
    sessionCookieOf(await post('/api/auth/sign-in/email', { email, password: PASSWORD }, 'laptop')),
    sessionCookieOf(await post('/api/auth/sign-in/email', { email, password: PASSWORD }, 'library')),
  ];
  return z.tuple([z.string(), z.string(), z.string()]).parse(cookies);
}

async function list(cookie: string) {
  const answer = await browse(cookie, '/api/v1/sessions');
  expect(answer.status).toBe(200);
  return z.object({ sessions: z.array(SessionSchema) }).parse(await answer.json()).sessions;
}

async function statuses(cookies: string[]): Promise<number[]> {
  return await Promise.all(cookies.map(async (cookie) => (await browse(cookie, '/api/v1/account')).status));
}

describe('happy', () => {
  it('SES1 the list says where one is signed in, and which of them asks', async () => {
    const [phone] = await threeBrowsers();
    const sessions = await list(phone);
    expect(sessions.map(({ userAgent }) => userAgent).sort()).toEqual(['laptop', 'library', 'phone']);
    expect(sessions.filter(({ isCurrent }) => isCurrent).map(({ userAgent }) => userAgent)).toEqual(['phone']);
  });

  it('SES2 one browser is signed out, and refused by its very next request', async () => {
    const cookies = await threeBrowsers();
    const library = (await list(cookies[0])).find(({ userAgent }) => userAgent === 'library');
    expect((await browse(cookies[0], `/api/v1/sessions/${library?.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await statuses(cookies)).toEqual([200, 200, 401]);
  });

  it('SES3 signing out everywhere else leaves the browser that asks', async () => {
    const cookies = await threeBrowsers();
    expect((await browse(cookies[1], '/api/v1/sessions?keep=current', { method: 'DELETE' })).status).toBe(204);
    expect(await statuses(cookies)).toEqual([401, 200, 401]);
  });

  it('SES3 signing out everywhere leaves nobody, takes the cookie away, and leaves tokens alone', async () => {
    const visitor = await newVisitor();
    const authorization = await visitor.bearer('read');
    const answer = await visitor.browse('/api/v1/sessions', { method: 'DELETE' });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await visitor.browse('/api/v1/account')).status).toBe(401);
    expect(
      (await exports.default.fetch(new Request(`${SITE}/api/v1/account`, { headers: { authorization } }))).status,
    ).toBe(200);
  });
});

describe('live connections', () => {
  /** A socket as a page of the site opens it. */
  async function connect(headers: Record<string, string>) {
    const answer = await exports.default.fetch(
      new Request(`${SITE}/api/v1/live`, { headers: { upgrade: 'websocket', ...headers } }),
    );
    if (!answer.webSocket) throw new Error(`no socket: ${answer.status}`);
    return liveClient(answer.webSocket);
  }

  it('SES5 signing out closes the sockets of that session, and of no other', async () => {
    const visitor = await newVisitor();
    const mine = await connect({ cookie: visitor.cookie, origin: SITE });
    const tool = await connect({ authorization: await visitor.bearer('read') });
    expect((await visitor.browse('/api/auth/sign-out', { method: 'POST' })).status).toBe(204);
    await mine.until(({ closed }) => closed !== null);
    expect(mine.closed?.code).toBe(1008);
    expect(tool.closed).toBeNull();
    tool.close();
  });

  it('SES5 revoking a token closes its sockets', async () => {
    const visitor = await newVisitor();
    const answer = await visitor.browse('/api/v1/tokens', { method: 'POST', body: '{"name":"x","scopes":["read"]}' });
    const { token, secret } = CreatedApiTokenSchema.parse(await answer.json());
    const tool = await connect({ authorization: `Bearer ${secret}` });
    await visitor.browse(`/api/v1/tokens/${token.id}`, { method: 'DELETE' });
    await tool.until(({ closed }) => closed !== null);
  });

  it('SES5 deleting the account closes all of them', async () => {
    const visitor = await newVisitor();
    const sockets = [
      await connect({ cookie: visitor.cookie, origin: SITE }),
      await connect({ authorization: await visitor.bearer('read') }),
    ];
    expect((await visitor.browse('/api/v1/account', { method: 'DELETE', body: '{"confirm":true}' })).status).toBe(204);
    for (const socket of sockets) await socket.until(({ closed }) => closed !== null);
  });
});

describe('errors', () => {
  it('SES2 a session that is not there is a 404', async () => {
    const visitor = await newVisitor();
    const answer = await visitor.browse('/api/v1/sessions/ses_01jd8xv0q5e3t8h2w6m4k9r7zn', { method: 'DELETE' });
    expect(answer.status).toBe(404);
    expect((await visitor.browse('/api/v1/sessions/nonsense', { method: 'DELETE' })).status).toBe(400);
    expect((await visitor.browse('/api/v1/sessions?keep=all', { method: 'DELETE' })).status).toBe(400);
  });
});

describe('security', () => {
  it('B02 the session of somebody else is a 404 and goes on', async () => {
    const [visitor, other]: Visitor[] = [await newVisitor(), await newVisitor()];
    expect((await visitor?.browse(`/api/v1/sessions/${other?.sessionId}`, { method: 'DELETE' }))?.status).toBe(404);
    expect((await other?.browse('/api/v1/account'))?.status).toBe(200);
  });

  it('SES4 a token neither sees nor ends sessions', async () => {
    const visitor = await newVisitor();
    const headers = { authorization: await visitor.bearer('read', 'write') };
    for (const [path, method] of [
      ['/api/v1/sessions', 'GET'],
      ['/api/v1/sessions', 'DELETE'],
      [`/api/v1/sessions/${visitor.sessionId}`, 'DELETE'],
    ]) {
      expect((await exports.default.fetch(new Request(`${SITE}${path}`, { method, headers }))).status).toBe(403);
    }
    expect((await visitor.browse('/api/v1/account')).status).toBe(200);
  });

  it('B32 the list shows no session token', async () => {
    const visitor = await newVisitor();
    const body = await (await visitor.browse('/api/v1/sessions')).text();
    const [token = 'x'] = decodeURIComponent(visitor.cookie.split('=')[1] ?? '').split('.');
    expect(token).toHaveLength(32);
    expect(body).not.toContain(token);
  });
});
