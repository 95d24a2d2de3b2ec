import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { CreatedApiTokenSchema } from '#core/account/api-token.ts';
import { newVisitor, SITE, type Visitor } from '#test/visitor.ts';

async function create(visitor: Visitor, body: unknown = { name: 'laptop', scopes: ['read', 'write'] }) {
  const answer = await visitor.browse('/api/v1/tokens', { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
  return CreatedApiTokenSchema.parse(await answer.json());
}

function use(secret: string, path = '/api/v1/account', init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  return exports.default.fetch(new Request(`${SITE}${path}`, { ...init, headers }));
}

describe('happy', () => {
  it('TOK1 a token is shown once, works at once, and is listed without its secret', async () => {
    const visitor = await newVisitor();
    const { secret, token } = await create(visitor, { name: 'backup script', scopes: ['read'], expiresInDays: 30 });
    expect(secret).toMatch(/^car_[0-9A-Za-z]{49}$/);
    expect(secret.startsWith(token.prefix)).toBe(true);
    expect(await (await use(secret)).json()).toMatchObject({ id: visitor.id });
    const listed = await (await visitor.browse('/api/v1/tokens')).text();
    expect(JSON.parse(listed)).toMatchObject({ tokens: [{ id: token.id, name: 'backup script', scopes: ['read'] }] });
    expect(listed).not.toContain(secret);
    expect(Date.parse(token.expiresAt ?? '') - Date.parse(token.createdAt)).toBe(30 * 86_400_000);
  });

  it('TOK2 a revoked token is refused by the very next request', async () => {
    const visitor = await newVisitor();
    const { secret, token } = await create(visitor);
    expect((await use(secret)).status).toBe(200);
    expect((await visitor.browse(`/api/v1/tokens/${token.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await use(secret)).status).toBe(401);
    expect(await (await visitor.browse('/api/v1/tokens')).json()).toEqual({ tokens: [] });
  });

  it('TOK7 a token only reads, unless it was made to write', async () => {
    const visitor = await newVisitor();
    const add = (secret: string) => use(secret, '/api/v1/tasks', { method: 'POST', body: '{"title":"by token"}' });
    const reading = await create(visitor, { name: 'laptop' });
    expect(reading.token.scopes).toEqual(['read']);
    const refused = await add(reading.secret);
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'insufficient_scope' }]);
    const writing = await create(visitor, { name: 'laptop', scopes: ['read', 'write'] });
    expect((await add(writing.secret)).status).toBe(201);
  });
});

describe('errors', () => {
  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['admin'] }, 'scopes.0'],
    [{ name: 'x', scopes: ['read', 'read'] }, 'scopes'],
    [{ name: 'x', expiresInDays: 0 }, 'expiresInDays'],
  ])('TOK3 %o is refused at %s', async (body, path) => {
    const visitor = await newVisitor();
    const answer = await visitor.browse('/api/v1/tokens', { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ path }] });
  });

  it('TOK4 there are at most fifty, also when the last two are asked for at once', async () => {
    const visitor = await newVisitor();
    for (let count = 0; count < 49; count += 1) await visitor.bearer('read');
    const ask = () => visitor.browse('/api/v1/tokens', { method: 'POST', body: '{"name":"x"}' });
    const statuses = (await Promise.all([ask(), ask(), ask()])).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409]);
  });

  it('TOK2 revoking twice is a 404', async () => {
    const visitor = await newVisitor();
    const { token } = await create(visitor);
    const revoke = () => visitor.browse(`/api/v1/tokens/${token.id}`, { method: 'DELETE' });
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 404]);
  });
});

describe('security', () => {
  it('TOK5 a token can neither list, make nor revoke tokens', async () => {
    const visitor = await newVisitor();
    const { secret, token } = await create(visitor);
    const tries = [
      await use(secret, '/api/v1/tokens'),
      await use(secret, '/api/v1/tokens', { method: 'POST', body: '{"name":"more"}' }),
      await use(secret, `/api/v1/tokens/${token.id}`, { method: 'DELETE' }),
    ];
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await use(secret)).status).toBe(200);
  });

  it('B02 the token of somebody else is a 404 and goes on working', async () => {
    const [visitor, other] = [await newVisitor(), await newVisitor()];
    const { secret, token } = await create(other);
    expect((await visitor.browse(`/api/v1/tokens/${token.id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await use(secret)).status).toBe(200);
  });

  it.each([
    { id: 'tok_01jd8xv0q5e3t8h2w6m4k9r7zn' },
    { userId: 'usr_01jd8xv0q5e3t8h2w6m4k9r7zn' },
    { hash: 'x' },
    { createdAt: 0 },
  ])('B03 %o cannot be chosen', async (extra) => {
    const visitor = await newVisitor();
    const answer = await visitor.browse('/api/v1/tokens', {
      method: 'POST',
      body: JSON.stringify({ name: 'x', ...extra }),
    });
    expect(answer.status).toBe(400);
  });

  it('TOK6 the secret is nowhere in D1', async () => {
    const visitor = await newVisitor();
    const { secret } = await create(visitor);
    await use(secret, '/api/v1/tasks', { method: 'POST', body: '{"title":"by token"}' });
    const { results: tables } = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
    ).all<{ name: string }>();
    for (const { name } of tables) {
      const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
      expect(JSON.stringify(results), name).not.toContain(secret.slice(8));
    }
    expect(tables.map(({ name }) => name)).toContain('api_tokens');
  });
});
