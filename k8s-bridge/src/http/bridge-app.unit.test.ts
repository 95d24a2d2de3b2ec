import { once } from 'node:events';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { Counter, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { bridgeApp } from '#bridge/http/bridge-app.ts';
import { serveHttp } from '#bridge/http/serve-http.ts';
import type { LogEvent } from '#bridge/log.ts';
import { HealthSchema, ReadinessSchema } from '#core/health.ts';

function newApp(check: () => Promise<void>) {
  const logged: LogEvent[] = [];
  const write = (event: LogEvent) => logged.push(event);
  const registry = new Registry();
  new Counter({ name: 'some_total', help: 'Some', registers: [registry] }).inc(3);
  const route = new Hono()
    .get('/own', (context) => context.text('own'))
    .get('/broken', () => {
      throw new Error('no');
    });
  const log = { debug: write, info: write, warn: write, error: write };
  const app = bridgeApp({ version: '1.2.3', checks: [{ part: 'broker', check }], routes: [route], registry, log });
  return { app, logged };
}

test('BR3 /health and /ready answer in the shapes of the edge, /metrics in that of Prometheus', async () => {
  const { app } = newApp(async () => {});
  expect(HealthSchema.parse(await (await app.request('/health')).json())).toEqual({ status: 'ok', version: '1.2.3' });
  const ready = await app.request('/ready');
  expect(ReadinessSchema.parse(await ready.json())).toMatchObject({ status: 'ready', parts: { broker: 'ok' } });
  const metrics = await app.request('/metrics');
  expect(await metrics.text()).toContain('some_total 3');
  expect(await (await app.request('/own')).text()).toBe('own');
});

test('BR3 a part that does not answer makes it unready, by name and without the reason', async () => {
  const { app, logged } = newApp(() => Promise.reject(new Error('password wrong at 10.0.0.7')));
  const answer = await app.request('/ready');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ code: 'unavailable', detail: 'broker does not answer.' });
  expect(logged).toEqual([{ event: 'readiness.failed', part: 'broker', error: 'password wrong at 10.0.0.7' }]);
});

test('BR3 what is not there or breaks is a problem, through the real server too', async () => {
  const { app, logged } = newApp(async () => {});
  const server = await serveHttp(
    (request) => app.fetch(request),
    0,
    () => {},
  );
  const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  expect([(await at('/nothing')).status, (await at('/broken')).status]).toEqual([404, 500]);
  expect(logged).toEqual([{ event: 'request.broke', path: '/broken', error: 'no' }]);
  expect((await at('/nothing', { method: 'POST', body: 'x'.repeat(17 * 1024 * 1024) })).status).toBe(413);
  await server.close();
});

test('BR8 whoever never finishes asking does not keep the program from ending', async () => {
  const server = await serveHttp(
    () => new Response('ok'),
    0,
    () => {},
  );
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf');
  const answered = await fetch(`http://127.0.0.1:${server.port}/`);
  expect(answered.status).toBe(200);
  await server.close();
  socket.destroy();
}, 30_000);
