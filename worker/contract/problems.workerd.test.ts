import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userHash } from '#application/log-line.ts';
import { expectConsoleErrors } from '#test/console-guard.ts';
import { newApiCaller, request } from '#test/contracts/api-caller.ts';
import { SITE } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('problems', () => {
  it('API3 are RFC 9457, with a code, the request id of the header, and nothing that was not asked about', async () => {
    const answer = await request('GET', '/api/v1/tasks');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.json()).toEqual({
      type: 'urn:carillon:problem:unauthenticated',
      title: 'Sign in or send a valid token',
      status: 401,
      detail: expect.any(String),
      code: 'unauthenticated',
      instance: '/api/v1/tasks',
      requestId: answer.headers.get('x-request-id'),
      errors: [],
    });
  });

  it('API4 an error nobody foresaw is a 500 that says nothing, and a loud line in the log without what users wrote', async () => {
    expectConsoleErrors();
    const written = vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = createApp(() => {
      throw new Error('Failed query: select x\nparams: canary-secret');
    });
    const answer = await app.fetch(new Request(`${SITE}/some/page`), env, createExecutionContext());
    const body = await answer.text();
    expect([answer.status, JSON.parse(body).code]).toEqual([500, 'internal']);
    expect(body).not.toMatch(/Failed query|canary|params/);
    const lines = written.mock.calls.map(([line]) => String(line));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'request.broke',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(lines.join()).not.toContain('canary');
  });

  it('API4 a browser that asked for a page gets a page', async () => {
    expectConsoleErrors();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = createApp(() => Promise.reject(new Error('<b>broken</b>')));
    const headers = { accept: 'text/html,application/xhtml+xml' };
    const answer = await app.fetch(new Request(`${SITE}/some/page`, { headers }), env, createExecutionContext());
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
    expect(page).toContain(answer.headers.get('x-request-id'));
    expect(page).not.toContain('broken');
  });

  it('API4 a database that does not answer is a 503 that may be repeated', async () => {
    const caller = await newApiCaller();
    const { id } = await caller.addTask();
    const lost = new Error('D1_ERROR: Network connection lost.');
    const broken = {
      ...env,
      DB: { ...env.DB, prepare: env.DB.prepare.bind(env.DB), batch: () => Promise.reject(lost) },
    } as unknown as Env;
    const app = createApp(() => Promise.reject(new Error('no page')));
    const init = {
      method: 'PATCH',
      headers: { authorization: caller.authorization, 'content-type': 'application/json' },
      body: '{"title":"x"}',
    };
    const answer = await app.fetch(new Request(`${SITE}/api/v1/tasks/${id}`, init), broken, createExecutionContext());
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  });
});

describe('addresses and methods', () => {
  it('API5 an unknown address is 404, whoever asks', async () => {
    for (const path of [
      '/api/v1/nothing',
      '/api/v1',
      '/api/',
      '/api/v2/tasks',
      '/api/v1/tasks/x/y/z',
      '/api/v1//tasks',
    ]) {
      expect((await request('GET', path)).code(), path).toBe('not_found');
    }
  });

  it.each([
    ['PUT', '/api/v1/tasks', 'GET, HEAD, POST'],
    ['DELETE', '/api/v1/tasks', 'GET, HEAD, POST'],
    ['OPTIONS', '/api/v1/tasks', 'GET, HEAD, POST'],
    ['PROPFIND', '/api/v1/tasks', 'GET, HEAD, POST'],
    ['POST', '/api/v1/tasks/x', 'DELETE, GET, HEAD, PATCH'],
    ['GET', '/api/v1/undo', 'POST'],
    ['GET', '/api/v1/commands', 'POST'],
    ['POST', '/health', 'GET, HEAD'],
  ])('API6 %s %s is 405 and says what there is', async (method, path, allow) => {
    const answer = await request(method, path);
    expect([answer.code(), answer.headers.get('allow')]).toEqual(['method_not_allowed', allow]);
  });

  it('API6 no header or parameter makes a method another one', async () => {
    const caller = await newApiCaller();
    const { id } = await caller.addTask();
    const headers = { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE', 'x-http-method': 'DELETE' };
    expect((await caller.call('GET', `/tasks/${id}`, { headers })).status).toBe(200);
    expect((await caller.call('POST', `/tasks/${id}/reopen?_method=DELETE`, { headers })).code()).toBe(
      'validation_failed',
    );
    expect((await caller.call('GET', `/tasks/${id}`)).json()).toMatchObject({ task: { deletedAt: null } });
  });

  it('API6 reading never changes anything, whatever it is asked for', async () => {
    const caller = await newApiCaller();
    const { id } = await caller.addTask();
    expect((await caller.call('GET', `/tasks/${id}/complete`)).code()).toBe('method_not_allowed');
    expect((await caller.call('HEAD', `/tasks/${id}/complete`)).status).toBe(405);
    expect((await caller.call('GET', `/tasks/${id}`)).json()).toMatchObject({ task: { version: 1 } });
  });

  it('API7 HEAD answers the headers of GET and no body', async () => {
    const caller = await newApiCaller();
    const [get, head] = [await caller.call('GET', '/tasks'), await caller.call('HEAD', '/tasks')];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
  });
});

describe('headers', () => {
  it('API8 every answer is named anew; a name that the client sends is not believed', async () => {
    const ask = async () =>
      (await request('GET', '/health', { headers: { 'x-request-id': 'req_mine' } })).headers.get('x-request-id');
    const [first, second] = [await ask(), await ask()];
    expect(first).toMatch(/^req_[0-9a-z]{26}$/);
    expect(second).not.toBe(first);
  });

  it('API9 browsers are told to be strict with every answer', async () => {
    for (const path of ['/health', '/api/v1/tasks', '/api/v1/openapi.json', '/docs', '/api/nothing']) {
      const { headers } = await request('GET', path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('content-security-policy'), path).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('strict-transport-security'), path).toMatch(/max-age=63072000/);
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
    }
  });

  it.each(['https://elsewhere.test', 'null', 'https://carillon.test.elsewhere.test', 'https://carillon.test'])(
    'API10 no other site may read an answer: %s gets no CORS header',
    async (origin) => {
      const caller = await newApiCaller();
      const preflight = {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization',
      };
      for (const answer of [
        await caller.call('GET', '/tasks', { headers: { origin } }),
        await request('OPTIONS', '/api/v1/tasks', { headers: preflight }),
      ]) {
        const names = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
        expect(names).toEqual([]);
      }
    },
  );
});

describe('the log', () => {
  it('API34 has one line for each request: who, which route, what came of it and what it cost, and nothing they wrote', async () => {
    const written = vi.spyOn(console, 'log').mockImplementation(() => {});
    const { authorization, visitor, addTask } = await newApiCaller();
    const { id } = await addTask({ title: 'canary-title' });
    const app = createApp(() => Promise.reject(new Error('no page')));
    const headers = { authorization, 'x-request-id': 'mine-7', cookie: 'canary=1' };
    const address = `${SITE}/api/v1/tasks/${id}?search=canary-query`;
    await app.fetch(new Request(address, { headers }), { ...env, ENVIRONMENT: 'production' }, createExecutionContext());
    expect(written.mock.calls).toHaveLength(1);
    const line = String(written.mock.calls[0]?.[0]);
    expect(JSON.parse(line)).toMatchObject({
      event: 'request.served',
      clientRequestId: 'mine-7',
      method: 'GET',
      route: '/api/v1/tasks/:taskId',
      status: 400,
      code: 'validation_failed',
      user: userHash(visitor.id),
      database: { statements: expect.any(Number) },
    });
    expect(line).not.toMatch(/canary/);
    expect(line).not.toContain(authorization.slice('Bearer '.length));
    expect(line).not.toContain(id);
  });
});

describe('rate limits', () => {
  /** The app with a limiter that counts keys and takes so many requests of each. */
  function limited(allowed: number) {
    const keys: string[] = [];
    const API_RATE_LIMIT: RateLimit = {
      limit: async ({ key }) => {
        keys.push(key);
        return { success: keys.filter((each) => each === key).length <= allowed };
      },
    };
    const app = createApp(() => Promise.reject(new Error('no page')));
    const ask = (headers: Record<string, string>) =>
      app.fetch(
        new Request(`${SITE}/api/v1/me`, { headers }),
        { ...env, RATE_LIMITS: 'on', API_RATE_LIMIT },
        createExecutionContext(),
      );
    return { keys, ask };
  }

  it('API11 too many requests of one user are 429 with the policy and when to come back, and no invented count', async () => {
    const { ask } = limited(2);
    const { authorization } = await newApiCaller();
    const answers = [await ask({ authorization }), await ask({ authorization }), await ask({ authorization })];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    const { headers } = answers[2] ?? new Response();
    expect(headers.get('ratelimit-policy')).toBe('"user";q=600;w=60');
    expect(headers.get('retry-after')).toBe('60');
    expect(headers.get('ratelimit')).toBeNull();
  });

  it('API11 the key is the user, whatever token, session or header a request comes with', async () => {
    const { ask, keys } = limited(100);
    const { authorization, visitor } = await newApiCaller();
    await ask({
      authorization,
      'x-forwarded-for': '203.0.113.1',
      'cf-connecting-ip': '203.0.113.2',
      'x-user-id': 'usr_other',
    });
    await ask({ authorization: await visitor.bearer('read') });
    await ask({ cookie: visitor.cookie });
    expect(keys).toEqual([visitor.id, visitor.id, visitor.id]);
  });
});
