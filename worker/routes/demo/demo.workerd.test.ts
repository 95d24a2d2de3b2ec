import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ActivityPageSchema } from '#core/query/activity-query.ts';
import { OverviewSchema } from '#core/query/overview.ts';
import { TaskPageSchema } from '#core/query/task-query.ts';
import { browse, SITE, sessionCookieOf } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';

const AccountSchema = z.object({ id: z.string(), isDemo: z.boolean(), erasesAt: z.string() });

async function startDemo(body: unknown = {}) {
  const answer = await browse(null, '/api/v1/demo', { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
  return sessionCookieOf(answer);
}

async function read<Schema extends z.ZodType>(cookie: string, path: string, schema: Schema): Promise<z.output<Schema>> {
  const answer = await browse(cookie, `/api/v1${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return schema.parse(await answer.json());
}

describe('happy', () => {
  it('DEMO1 a visitor is signed in to an account of their own, which is erased after 30 days', async () => {
    const [first, second] = await Promise.all([startDemo(), startDemo()]);
    const accounts = await Promise.all([
      read(first, '/account', AccountSchema),
      read(second, '/account', AccountSchema),
    ]);
    expect(accounts[0].id).not.toBe(accounts[1].id);
    expect(accounts[0].isDemo).toBe(true);
    const days = (Date.parse(accounts[0].erasesAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
  });

  it('DEMO2 it is filled with a believable week, in the zone of the visitor', async () => {
    const cookie = await startDemo({ zone: 'America/New_York', locale: 'en-US' });
    const overview = await read(cookie, '/overview', OverviewSchema);
    expect(overview.settings).toMatchObject({ zone: 'America/New_York', locale: 'en-US' });
    expect(overview.lists.filter(({ archivedAt }) => archivedAt === null).length).toBeGreaterThanOrEqual(5);
    expect(overview.lists.some(({ archivedAt }) => archivedAt !== null)).toBe(true);
    expect(overview.counts.overdue).toBeGreaterThan(0);
    expect(overview.counts.today).toBeGreaterThan(0);
    const all = await read(cookie, '/tasks?status=any&per_page=200', TaskPageSchema);
    expect(all.total).toBeGreaterThanOrEqual(35);
    expect(new Set(all.tasks.map(({ due }) => due?.kind))).toEqual(new Set(['date', 'floating', 'fixed', undefined]));
    expect(new Set(all.tasks.map(({ priority }) => priority)).size).toBe(5);
    expect(all.tasks.some(({ parentId }) => parentId !== null)).toBe(true);
    expect(all.tasks.filter(({ status }) => status === 'completed').length).toBeGreaterThanOrEqual(4);
    expect((await read(cookie, '/tasks?status=trash', TaskPageSchema)).total).toBe(1);
    const activity = await read(cookie, '/activity?per_page=200', ActivityPageSchema);
    expect(new Set(activity.events.map(({ actor }) => actor.kind))).toEqual(new Set(['user', 'agent']));
    const times = activity.events.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(times[0] && Date.parse(times[0])).toBeLessThanOrEqual(Date.now());
  });

  it('DEMO3 tasks stand in the order they are told in', async () => {
    const cookie = await startDemo();
    const { lists } = await read(cookie, '/overview', OverviewSchema);
    const reading = lists.find(({ name }) => name === 'Reading');
    const { tasks } = await read(cookie, `/tasks?list=${reading?.id}`, TaskPageSchema);
    expect(tasks.map(({ title }) => title)).toEqual([
      'The Left Hand of Darkness',
      'How Big Things Get Done',
      'Pedro Páramo',
    ]);
  });

  it('DEMO4 a throw-away account is deleted on a plain confirmation', async () => {
    const cookie = await startDemo();
    expect((await browse(cookie, '/api/v1/account', { method: 'DELETE', body: '{}' })).status).toBe(400);
    expect((await browse(cookie, '/api/v1/account', { method: 'DELETE', body: '{"confirm":true}' })).status).toBe(204);
    expect((await browse(cookie, '/api/v1/account')).status).toBe(401);
  });
});

describe('errors', () => {
  it('DEMO5 where the demo is off there is nothing', async () => {
    const app = createApp(async () => new Response('page'));
    const ctx = createExecutionContext();
    const request = new Request(`${SITE}/api/v1/demo`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    const answer = await app.fetch(request, { ...env, DEMO: 'off' }, ctx);
    await waitOnExecutionContext(ctx);
    expect(answer.status).toBe(404);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('DEMO2 a zone that does not exist is refused', async () => {
    const answer = await browse(null, '/api/v1/demo', { method: 'POST', body: '{"zone":"Mars/Olympus"}' });
    expect(answer.status).toBe(400);
  });
});

describe('security', () => {
  it('DEMO6 there is no password to it, so nobody signs in to it', async () => {
    const cookie = await startDemo();
    const { email } = await read(cookie, '/account', z.object({ email: z.string() }));
    for (const password of ['', 'demo', 'null', 'correct horse battery']) {
      const answer = await browse(null, '/api/auth/sign-in/email', {
        method: 'POST',
        body: JSON.stringify({ email, password }),
      });
      expect([400, 401]).toContain(answer.status);
    }
  });
});
