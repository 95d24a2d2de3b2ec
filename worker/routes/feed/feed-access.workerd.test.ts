import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { CreatedServiceTokenSchema, SERVICE_SCOPES, ServiceTokensSchema } from '#core/account/service-token.ts';
import { request } from '#test/contracts/api-caller.ts';
import { type Operation, publishedOperations } from '#test/contracts/api-document.ts';
import { newFeedClient } from '#test/feed-client.ts';
import { newVisitor, SITE } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';

const operations = (await publishedOperations()).filter(({ access }) => access === 'service');
const operator = { authorization: `Bearer ${env.OPERATOR_TOKEN}` };

/** The request that says the most to each route: what it refuses, it refuses for who asks. */
function send({ method, path }: Operation, headers: Record<string, string>) {
  const body = method === 'GET' ? {} : { body: { consumer: 'intruder', holder: 'x', token: 'x' } };
  const query = method === 'GET' ? '?consumer=intruder&after=0' : '';
  return request(method, `${path}${query}`, { headers, ...body });
}

async function counts(): Promise<unknown> {
  const row = await env.DB.prepare(`SELECT (SELECT count(*) FROM feed_consumers) AS consumers,
    (SELECT count(*) FROM events) AS events`).first();
  return row;
}

describe('security', () => {
  it('ST1 there are routes for programs, each with the scope it takes', () => {
    expect(operations.length).toBeGreaterThanOrEqual(5);
    for (const { scope } of operations) expect(SERVICE_SCOPES).toContain(scope);
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'ST1 %s is for programs with its scope, and for nobody else: no token, a user, an operator',
    async (_id, operation) => {
      const visitor = await newVisitor();
      const feed = await newFeedClient();
      const { token } = await newRevoked();
      const before = await counts();
      const strangers: Record<string, Record<string, string>> = {
        'no credential': {},
        'not a token': { authorization: 'Bearer nonsense' },
        'an unknown token': { authorization: `${feed.authorization.slice(0, -4)}aaaa` },
        'another case': { authorization: feed.authorization.replace('carillon_svc_', 'CARILLON_SVC_') },
        'a revoked token': { authorization: `Bearer ${token}` },
        'basic authentication': { authorization: `Basic ${btoa(`x:${feed.authorization.slice(7)}`)}` },
        "a user's token": { authorization: await visitor.bearer('read', 'write') },
        "a user's session": { cookie: visitor.cookie, origin: SITE },
        'the operator': operator,
      };
      for (const [name, headers] of Object.entries(strangers)) {
        const answer = await send(operation, headers);
        expect([answer.status, answer.code()], name).toEqual([401, 'unauthenticated']);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
      const others = SERVICE_SCOPES.filter((scope) => scope !== operation.scope);
      const scoped = await send(operation, { authorization: (await newFeedClient(...others)).authorization });
      expect([scoped.status, scoped.code()]).toEqual([403, 'insufficient_scope']);
      expect(await counts()).toEqual(before);
    },
  );

  it('B24 no event leaves without a token, with a user’s, or with one that was revoked', async () => {
    const visitor = await newVisitor();
    const secret = `secret-${crypto.randomUUID()}`;
    await visitor.browse('/api/v1/tasks', { method: 'POST', body: JSON.stringify({ title: secret }) });
    const feed = await newFeedClient();
    const paths = ['/feed/events?consumer=x&after=0', '/feed/snapshot?consumer=x'];
    for (const path of paths) expect((await feed.get(path)).text).toContain(secret);
    const strangers: Record<string, string>[] = [
      {},
      { authorization: await visitor.bearer('read', 'write') },
      { cookie: visitor.cookie, origin: SITE },
      { authorization: `Bearer ${(await newRevoked()).token}` },
    ];
    for (const headers of strangers) {
      for (const path of paths) {
        const answer = await request('GET', path, { headers });
        expect([answer.status, answer.text.includes(secret)]).toEqual([401, false]);
      }
    }
  });

  it('ST2 a service token opens nothing of a user, nothing of the operator, and is no session', async () => {
    const { authorization } = await newFeedClient(...SERVICE_SCOPES);
    const others = (await publishedOperations()).filter(({ access }) => access !== 'service' && access !== 'public');
    for (const { id, method, path } of others) {
      const answer = await request(method, path.replaceAll(/\{\w+\}/g, 'x'), { headers: { authorization } });
      expect(answer.status, id).toBe(401);
    }
    expect(others.length).toBeGreaterThan(50);
  });

  it('ST3 the secret is shown once and stored nowhere; what is listed has none of it', async () => {
    const made = await request('POST', '/api/operator/service-tokens', {
      headers: operator,
      body: { name: 'mirror of the cluster', scopes: ['feed', 'deliveries'] },
    });
    expect(made.status).toBe(201);
    const { token, secret } = CreatedServiceTokenSchema.parse(made.json());
    expect(secret).toMatch(/^carillon_svc_[0-9A-Za-z]{49}$/);
    const used = await request('GET', '/feed/status', { headers: { authorization: `Bearer ${secret}` } });
    expect(used.status).toBe(200);
    const list = async () => {
      const answer = await request('GET', '/api/operator/service-tokens', { headers: operator });
      expect(answer.text).not.toContain(secret.slice(13));
      return ServiceTokensSchema.parse(answer.json()).tokens.find(({ id }) => id === token.id);
    };
    await expect.poll(async () => (await list())?.lastUsedAt).not.toBeNull();
    const { results } = await env.DB.prepare('SELECT * FROM service_tokens').all();
    expect(JSON.stringify(results)).not.toContain(secret);
  });

  it('ST5 only the operator makes, lists and revokes them, and what they are made of is checked', async () => {
    const visitor = await newVisitor();
    const { authorization, tokenId } = await newFeedClient();
    const strangers: Record<string, string>[] = [
      {},
      { authorization },
      { authorization: await visitor.bearer('read', 'write') },
    ];
    for (const headers of strangers) {
      const body = { name: 'x', scopes: ['feed'] };
      expect((await request('POST', '/api/operator/service-tokens', { headers, body })).status).toBe(401);
      expect((await request('GET', '/api/operator/service-tokens', { headers })).status).toBe(401);
      expect((await request('POST', `/api/operator/service-tokens/${tokenId}/revoke`, { headers })).status).toBe(401);
    }
    const refused = [
      { name: 'x' },
      { name: 'x', scopes: [] },
      { name: '', scopes: ['feed'] },
      { name: 'x', scopes: ['read'] },
    ];
    for (const body of [
      ...refused,
      { name: 'x', scopes: ['feed', 'feed'] },
      { name: 'x', scopes: ['feed'], id: tokenId },
    ])
      expect((await request('POST', '/api/operator/service-tokens', { headers: operator, body })).status).toBe(400);
  });

  it('ST6 guessing is limited to thirty tries a minute from one network, and a good token still gets in', async () => {
    const { authorization } = await newFeedClient();
    const app = createApp(async () => new Response('page'));
    // Outside a local machine every request is logged.
    vi.spyOn(console, 'log').mockReturnValue(undefined);
    const ask = async (headers: Record<string, string>) => {
      const ctx = createExecutionContext();
      const guess = new Request(`${SITE}/feed/status`, {
        headers: { 'cf-connecting-ip': '198.51.100.99', ...headers },
      });
      const answer = await app.fetch(guess, { ...env, RATE_LIMITS: 'on', ENVIRONMENT: 'production' }, ctx);
      await waitOnExecutionContext(ctx);
      return answer.status;
    };
    const statuses: number[] = [];
    for (let tries = 0; tries < 31; tries += 1)
      statuses.push(await ask({ authorization: `${authorization.slice(0, -4)}aaaa` }));
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
    expect(await ask({ authorization })).toBe(200);
  });
});

/** The secret of a token that was revoked. */
async function newRevoked(): Promise<{ token: string }> {
  const feed = await newFeedClient();
  await request('POST', `/api/operator/service-tokens/${feed.tokenId}/revoke`, { headers: operator });
  return { token: feed.authorization.slice(7) };
}

describe('errors', () => {
  it('FD8 what is not well formed is refused before anything is asked', async () => {
    const feed = await newFeedClient();
    const bad = [
      '/feed/events?consumer=x',
      '/feed/events?consumer=X&after=0',
      '/feed/events?consumer=x&after=-1',
      '/feed/events?consumer=x&after=1e3',
      '/feed/events?consumer=x&after=0&limit=0',
      '/feed/events?consumer=x&after=0&limit=1001',
      '/feed/events?consumer=x&after=0&after=1',
      '/feed/events?consumer=x&after=0&user=usr_01jd8xv0q5e3t8h2w6m4k9r7zn',
      '/feed/snapshot?consumer=x&after=usr_1.task_1',
      '/feed/snapshot',
    ];
    for (const path of bad) expect([path, (await feed.get(path)).code()]).toEqual([path, 'validation_failed']);
    for (const body of [{}, { consumer: 'x' }, { consumer: 'x', holder: '' }, { consumer: 'x', holder: 'y', extra: 1 }])
      expect((await feed.post('/feed/lease', body)).code()).toBe('validation_failed');
    expect((await feed.get('/feed/nothing')).code()).toBe('not_found');
    expect((await request('DELETE', '/feed/lease')).code()).toBe('method_not_allowed');
  });

  it('FD9 the operator sees how far each consumer is, lets it begin anew, and forgets it', async () => {
    const feed = await newFeedClient();
    await feed.goLive('watched');
    const ask = (path: string, body?: unknown) =>
      request(body === undefined ? 'GET' : 'POST', `/api/operator/feed${path}`, { headers: operator, body });
    const standOf = async () => {
      const { consumers } = (await ask('')).json() as { consumers: { consumer: string; stand: string }[] };
      return consumers.find(({ consumer }) => consumer === 'watched')?.stand;
    };
    expect(await standOf()).toBe('live');
    expect((await ask('/resync', { consumer: 'watched' })).status).toBe(200);
    expect(await standOf()).toBe('snapshot');
    expect((await ask('/forget', { consumer: 'watched' })).status).toBe(200);
    expect(await standOf()).toBeUndefined();
    for (const path of ['/resync', '/forget'])
      expect((await ask(path, { consumer: 'watched' })).code()).toBe('not_found');
    expect(
      (
        await request('POST', '/api/operator/feed/forget', {
          headers: { authorization: feed.authorization },
          body: { consumer: 'x' },
        })
      ).status,
    ).toBe(401);
  });
});
