import { Hono } from 'hono';
import { Counter, Registry } from 'prom-client';
import { expect, test, vi } from 'vitest';
import { type Clock, systemClock } from '#bridge/clock.ts';
import { bridgeApp } from '#bridge/http/bridge-app.ts';
import type { LogEvent } from '#bridge/log.ts';
import { newMetrics } from '#bridge/metrics.ts';
import { version } from '#bridge/version.ts';
import { HealthSchema, ReadinessSchema } from '#core/health.ts';

const newApp = (...checks: (() => Promise<void>)[]) => newAppAt(systemClock, ...checks);

function newAppAt(clock: Pick<Clock, 'monotonicMs'>, ...checks: (() => Promise<void>)[]) {
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
  const app = bridgeApp({
    version: '1.2.3',
    checks: checks.map((check) => ({ part: 'broker', check })),
    routes: [route],
    registry,
    log,
    clock,
  });
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

test('BR3 what is not there or breaks is a problem', async () => {
  const { app, logged } = newApp(async () => {});
  expect([(await app.request('/nothing')).status, (await app.request('/broken')).status]).toEqual([404, 500]);
  expect(logged).toEqual([{ event: 'request.broke', path: '/broken', error: 'no' }]);
});

test('BR9 a part is ready when all of its checks say so, whichever role brought them', async () => {
  const ok = async () => {};
  const refused = () => Promise.reject(new Error('no such token'));
  for (const checks of [
    [ok, refused],
    [refused, ok],
  ]) {
    const { app } = newApp(...checks);
    expect((await app.request('/ready')).status).toBe(503);
  }
  expect((await newApp(ok, ok).app.request('/ready')).status).toBe(200);
});

test('BR9 however many probes ask, a part is asked once at a time, and not again for two seconds', async () => {
  let asked = 0;
  let nowMs = 0;
  let answer = Promise.withResolvers<void>();
  const check = () => {
    asked += 1;
    return answer.promise;
  };
  const { app, logged } = newAppAt({ monotonicMs: () => nowMs }, check, check);
  const probe = async () => (await app.request('/ready')).status;
  const early = Array.from({ length: 50 }, probe);
  nowMs = 4_000;
  answer.reject(new Error('away'));
  expect(new Set(await Promise.all(early))).toEqual(new Set([503]));
  expect(await probe()).toBe(503);
  expect([asked, logged.length]).toEqual([1, 1]);
  answer = Promise.withResolvers();
  answer.resolve();
  nowMs = 6_001;
  expect([await probe(), await probe(), asked]).toEqual([200, 200, 2]);
});

test('BR9 a check that never comes back is not begun again by every probe', async () => {
  vi.useFakeTimers();
  try {
    let asked = 0;
    let nowMs = 0;
    const check = () => {
      asked += 1;
      return new Promise<never>(() => {});
    };
    const { app } = newAppAt({ monotonicMs: () => nowMs }, check);
    const first = app.request('/ready');
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await first).status).toBe(503);
    nowMs = 20_000;
    // Its time was over before this one asked.
    expect((await app.request('/ready')).status).toBe(503);
    expect(asked).toBe(1);
    nowMs = 30_000;
    const late = app.request('/ready');
    await vi.advanceTimersByTimeAsync(5_000);
    expect([(await late).status, asked]).toEqual([503, 2]);
  } finally {
    vi.useRealTimers();
  }
});

test('OB24 /metrics says part by part what is lacking; a part with two checks is there when both say so', async () => {
  const refused = () => Promise.reject(new Error('no such token'));
  const ready = async (...checks: (() => Promise<void>)[]) =>
    await (await newApp(...checks).app.request('/metrics')).text();
  expect(await ready(async () => {})).toContain('carillon_bridge_part_ready{part="broker"} 1');
  expect(await ready(refused, async () => {})).toContain('carillon_bridge_part_ready{part="broker"} 0');
});

test('OB24 what is rare is there as 0 before the first, as Prometheus does not see a series that appears as 1 grow', async () => {
  const text = await newMetrics().registry.metrics();
  expect(text).toContain('carillon_bridge_dead_letters_total{topic="dlq.reminders"} 0');
  expect(text).toContain('carillon_bridge_retries_total{of="claim"} 0');
  expect(text).toContain(`carillon_bridge_info{version="${version}"} 1`);
});
