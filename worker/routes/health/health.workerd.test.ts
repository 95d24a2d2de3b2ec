import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { request } from '#test/contracts/api-caller.ts';
import { SITE } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';
import { version } from '#worker/version.ts';

async function ready(bindings: Partial<Env>) {
  const app = createApp(() => Promise.reject(new Error('no page')));
  const answer = await app.fetch(new Request(`${SITE}/ready`), { ...env, ...bindings }, createExecutionContext());
  return { status: answer.status, text: await answer.text() };
}

/** A binding that throws whatever is asked of it. */
function broken<Binding>(): Binding {
  const fail = () => {
    throw new Error('secret-host:1234 refused');
  };
  return new Proxy({}, { get: () => fail }) as Binding;
}

describe('GET /health', () => {
  describe('happy', () => {
    it('API1 says that the Worker runs, and which version, without asking anything', async () => {
      expect((await request('GET', '/health')).json()).toEqual({ status: 'ok', version });
      const app = createApp(() => Promise.reject(new Error('no page')));
      const bindings = { ...env, DB: broken<D1Database>(), USER_HUB: broken<Env['USER_HUB']>() };
      expect((await app.fetch(new Request(`${SITE}/health`), bindings, createExecutionContext())).status).toBe(200);
    });
  });
});

describe('GET /ready', () => {
  describe('happy', () => {
    it('API2 is ready when the database, its migrations and the hubs answer', async () => {
      const answer = await request('GET', '/ready');
      expect([answer.status, answer.json()]).toEqual([
        200,
        { status: 'ready', version, parts: { database: 'ok', migrations: 'ok', hub: 'ok' } },
      ]);
    });
  });
  describe('errors', () => {
    it.each([
      ['database', { DB: broken<D1Database>() }],
      ['hub', { USER_HUB: broken<Env['USER_HUB']>() }],
    ])('API2 names the part that does not answer, and nothing secret: %s', async (part, bindings) => {
      const { status, text } = await ready(bindings);
      expect([status, JSON.parse(text)]).toMatchObject([
        503,
        { code: 'unavailable', errors: [{ path: part, message: 'is not ready' }] },
      ]);
      expect(text).not.toContain('secret-host');
    });

    it('API2 is not ready before the newest migration was applied', async () => {
      const newest = await env.DB.prepare(
        'SELECT id, name, applied_at FROM d1_migrations ORDER BY id DESC LIMIT 1',
      ).first<{ id: number; name: string }>();
      await env.DB.prepare('UPDATE d1_migrations SET name = ? WHERE id = ?').bind('older', newest?.id).run();
      const { status, text } = await ready({});
      await env.DB.prepare('UPDATE d1_migrations SET name = ? WHERE id = ?').bind(newest?.name, newest?.id).run();
      expect([status, JSON.parse(text).errors]).toEqual([503, [{ path: 'migrations', message: 'is not ready' }]]);
    });
  });
});
