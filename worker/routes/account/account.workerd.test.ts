import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { browse, newVisitor, SITE, sessionCookieOf } from '#test/visitor.ts';

const PASSWORD = 'correct horse battery';

async function signUp() {
  const email = `${crypto.randomUUID()}@example.com`;
  const body = JSON.stringify({ name: 'Ada', email, password: PASSWORD });
  const cookie = sessionCookieOf(await browse(null, '/api/auth/sign-up/email', { method: 'POST', body }));
  const { id } = z.object({ id: z.string() }).parse(await (await browse(cookie, '/api/v1/account')).json());
  return { id, email, cookie };
}

function remove(cookie: string, body: unknown): Promise<Response> {
  return browse(cookie, '/api/v1/account', { method: 'DELETE', body: JSON.stringify(body) });
}

async function countTasks(userId: string): Promise<number | null> {
  return await env.DB.prepare('SELECT count(*) AS n FROM tasks WHERE user_id = ?').bind(userId).first<number>('n');
}

describe('happy', () => {
  it('ACC14 deleting the account takes the password, and leaves nobody who could sign in', async () => {
    const { id, email, cookie } = await signUp();
    await browse(cookie, '/api/v1/tasks', { method: 'POST', body: '{"title":"secret plan"}' });
    const answer = await remove(cookie, { confirm: true, password: PASSWORD });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await browse(cookie, '/api/v1/account')).status).toBe(401);
    const signIn = await browse(null, '/api/auth/sign-in/email', {
      method: 'POST',
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    expect(signIn.status).toBe(401);
    expect(await countTasks(id)).toBe(0);
    const { results } = await env.DB.prepare('SELECT type, data FROM events WHERE user_id = ?').bind(id).all();
    expect(results).toEqual([
      { type: 'account.tasks_erased', data: expect.not.stringContaining('secret plan') },
      { type: 'account.deleted', data: JSON.stringify({ userId: id }) },
    ]);
  });

  it('ACC20 a person changes how they are called, and nothing else by it', async () => {
    const { id, email, cookie } = await signUp();
    const answer = await browse(cookie, '/api/v1/account', { method: 'PATCH', body: '{"name":" Grace Hopper 🔔 "}' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id, email, name: 'Grace Hopper 🔔', isDemo: false });
    expect(await (await browse(cookie, '/api/v1/account')).json()).toMatchObject({ name: 'Grace Hopper 🔔' });
  });

  it('ACC14 the address is free again, for another account', async () => {
    const { id, email, cookie } = await signUp();
    await remove(cookie, { confirm: true, password: PASSWORD });
    const body = JSON.stringify({ name: 'Ada', email, password: PASSWORD });
    const again = await browse(null, '/api/auth/sign-up/email', { method: 'POST', body });
    expect(again.status).toBe(201);
    expect(JSON.stringify(await again.json())).not.toContain(id);
  });

  it('ACC15 everything can be downloaded as one JSON document', async () => {
    const visitor = await newVisitor();
    await visitor.browse('/api/v1/tasks', { method: 'POST', body: '{"title":"pack \\"the\\" bag","tags":["travel"]}' });
    const answer = await visitor.browse('/api/v1/account/export');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="carillon-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(await answer.text())).toMatchObject({
      account: { id: visitor.id, email: visitor.email },
      settings: { zone: 'Europe/Berlin' },
      tasks: [{ title: 'pack "the" bag' }],
    });
  });
});

describe('errors', () => {
  it('ACC20 a name that is none, and anything beside it, is refused with the field it is about', async () => {
    const { cookie } = await signUp();
    const refused = [{}, { name: '' }, { name: '   ' }, { name: 'a\nb' }, { name: 'x'.repeat(101) }, { name: null }];
    for (const body of [...refused, { name: 'Eve', email: 'eve@example.com' }, { name: 'Eve', isDemo: true }]) {
      const answer = await browse(cookie, '/api/v1/account', { method: 'PATCH', body: JSON.stringify(body) });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'validation_failed', errors: [expect.anything()] });
    }
    expect(await (await browse(cookie, '/api/v1/account')).json()).toMatchObject({ name: 'Ada' });
  });

  it('ACC14 without the password, with a wrong one or without the confirmation nothing happens', async () => {
    const { id, cookie } = await signUp();
    await browse(cookie, '/api/v1/tasks', { method: 'POST', body: '{"title":"x"}' });
    for (const body of [
      {},
      { confirm: false, password: PASSWORD },
      { confirm: true },
      { confirm: true, password: 'wrong' },
    ]) {
      expect((await remove(cookie, body)).status).toBe(400);
    }
    expect((await browse(cookie, '/api/v1/account')).status).toBe(200);
    expect(await countTasks(id)).toBe(1);
  });
});

describe('security', () => {
  it('ACC14 a token cannot delete the account it belongs to', async () => {
    const visitor = await newVisitor();
    const headers = { authorization: await visitor.bearer('read', 'write'), 'content-type': 'application/json' };
    const request = new Request(`${SITE}/api/v1/account`, { method: 'DELETE', headers, body: '{"confirm":true}' });
    expect((await exports.default.fetch(request)).status).toBe(403);
    expect((await visitor.browse('/api/v1/account')).status).toBe(200);
    const rename = new Request(`${SITE}/api/v1/account`, { method: 'PATCH', headers, body: '{"name":"Eve"}' });
    expect((await exports.default.fetch(rename)).status).toBe(403);
  });

  it('B15 a foreign page can neither delete an account nor end its sessions', async () => {
    const visitor = await newVisitor();
    const foreign = { origin: 'https://evil.example' };
    const tries = [
      await visitor.browse('/api/v1/account', { method: 'DELETE', body: '{"confirm":true}', headers: foreign }),
      await visitor.browse('/api/v1/account', { method: 'PATCH', body: '{"name":"Eve"}', headers: foreign }),
      await visitor.browse('/api/v1/sessions', { method: 'DELETE', headers: foreign }),
      await visitor.browse('/api/v1/tokens', { method: 'POST', body: '{"name":"x"}', headers: foreign }),
      await visitor.browse('/api/auth/change-password', { method: 'POST', body: '{}', headers: foreign }),
    ];
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await visitor.browse('/api/v1/account')).status).toBe(200);
  });

  it('G5 nobody downloads what belongs to somebody else', async () => {
    const [visitor, other] = [await newVisitor(), await newVisitor()];
    await other.browse('/api/v1/tasks', { method: 'POST', body: '{"title":"canary-7d1f"}' });
    expect(await (await visitor.browse('/api/v1/account/export')).text()).not.toContain('canary-7d1f');
    const nobody = await exports.default.fetch(new Request(`${SITE}/api/v1/account/export`));
    expect(nobody.status).toBe(401);
  });
});
