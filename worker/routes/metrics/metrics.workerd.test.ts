import {
  createExecutionContext,
  evictDurableObject,
  runInDurableObject,
  waitOnExecutionContext,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { METRICS_NAME } from '#application/metrics/metrics-port.ts';
import { realEffects } from '#application/real-effects.ts';
import { followLog } from '#application/use-cases/metrics/follow-log.ts';
import { readGauges } from '#application/use-cases/metrics/read-gauges.ts';
import { EDGE_GAUGES } from '#core/metrics/edge-metrics.ts';
import { createMetricsStore } from '#durable-objects/metrics-store.ts';
import { readMetrics } from '#durable-objects/read-metrics.ts';
import { UserHub } from '#durable-objects/user-hub.ts';
import { request } from '#test/contracts/api-caller.ts';
import { newFeedClient } from '#test/feed-client.ts';
import { appendEvents, feedAt } from '#test/feed-world.ts';
import { connectLive, newSession } from '#test/live-client.ts';
import { addTimer } from '#test/timers.ts';
import { newUser } from '#test/users.ts';
import { SITE } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';

const metrics = () => env.EDGE_METRICS.getByName(METRICS_NAME);

/** The number of a series; undefined when the text has none. */
function numberIn(text: string, series: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

async function scrape(): Promise<string> {
  const { authorization } = await newFeedClient('metrics');
  const answer = await request('GET', '/metrics', { headers: { authorization } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  return answer.text;
}

describe('GET /metrics', () => {
  it('OB2 tells every number there is, and of nobody', async () => {
    const user = await newUser();
    await user.done({ type: 'task.create', title: 'A title that is in no number' });
    const text = await scrape();
    const { backupAt, ...gauges } = EDGE_GAUGES;
    for (const { name } of Object.values(gauges)) expect(text).toContain(`# TYPE ${name} gauge\n`);
    // This deployment makes none.
    expect(text).not.toContain(backupAt.name);
    expect(numberIn(text, 'carillon_edge_database_up')).toBe(1);
    expect(numberIn(text, 'carillon_edge_database_bytes')).toBeGreaterThan(10_000);
    expect(numberIn(text, 'carillon_edge_tasks{state="open"}')).toBeGreaterThan(0);
    expect(text).not.toContain(user.id);
    expect(text).not.toContain('A title');
  });

  it('OB7 counts each event of the log once, by type, from where it first looked', async () => {
    const user = await newUser();
    const before = numberIn(await scrape(), 'carillon_edge_events_total{type="task.created"}') ?? 0;
    for (const title of ['One', 'Two', 'Three']) await user.done({ type: 'task.create', title });
    const [once, again] = [await scrape(), await scrape()];
    expect(numberIn(once, 'carillon_edge_events_total{type="task.created"}')).toBe(before + 3);
    expect(numberIn(again, 'carillon_edge_events_total{type="task.created"}')).toBe(before + 3);
  });

  it('OB8 brakes who asks again and again', async () => {
    const { authorization } = await newFeedClient('metrics');
    const bindings = {
      ...env,
      RATE_LIMITS: 'on' as const,
      API_RATE_LIMIT: { limit: async () => ({ success: false }) },
    };
    const app = createApp(() => Promise.reject(new Error('no page')));
    const asked = new Request(`${SITE}/metrics`, { headers: { authorization } });
    expect((await app.fetch(asked, bindings, createExecutionContext())).status).toBe(429);
  });
});

describe('what was counted', () => {
  it('OB3 a request is in the numbers after its isolate brought them', async () => {
    const wait = vi.spyOn(realEffects, 'wait').mockResolvedValue();
    const app = createApp(() => Promise.reject(new Error('no page')));
    const series = 'carillon_edge_request_duration_seconds_count{route="/health",method="GET",status="2xx"}';
    const before = numberIn(await scrape(), series) ?? 0;
    const ctx = createExecutionContext();
    await app.fetch(new Request(`${SITE}/health`), { ...env, METRICS: 'on' as const }, ctx);
    await waitOnExecutionContext(ctx);
    wait.mockRestore();
    expect(numberIn(await scrape(), series)).toBe(before + 1);
  });

  it('OB1 survives the eviction of the object that keeps it', async () => {
    const series = 'carillon_edge_alarms_total';
    const before = numberIn(await metrics().read(), series) ?? 0;
    await metrics().add({ alarms: { '[]': [5] } });
    await evictDurableObject(metrics());
    await metrics().add({ alarms: { '[]': [2] } });
    expect(numberIn(await metrics().read(), series)).toBe(before + 7);
  });

  it('OB9 is told although the database does not answer, and that it does not is one of the numbers', async () => {
    const failures: unknown[] = [];
    const text = await runInDurableObject(env.EDGE_METRICS.getByName('without-database'), async (_object, state) => {
      const store = createMetricsStore(state.storage);
      store.add({ alarms: { '[]': [5] } });
      const away = new Proxy(env.DB, {
        get: (d1, property) =>
          property === 'batch' ? () => Promise.reject(new Error('D1_ERROR: away')) : Reflect.get(d1, property, d1),
      });
      return await readMetrics({
        ...feedAt({ nowMs: Date.now() }, { d1: away }),
        store,
        databaseBytes: () => Promise.reject(new Error('away')),
        backups: null,
        onFailure: (error) => failures.push(error),
      });
    });
    expect([numberIn(text, 'carillon_edge_database_up'), numberIn(text, 'carillon_edge_alarms_total')]).toEqual([0, 5]);
    expect([text.includes('carillon_edge_tasks'), failures.length]).toEqual([false, 1]);
  });
});

describe('live connections', () => {
  it('OB10 a hub tells how many it has; a deployment, which drops them all, begins at none', async () => {
    const user = await newUser();
    const hub = env.USER_HUB.getByName(user.id);
    const bindings = { ...env, METRICS: 'on' as const };
    const note = async () =>
      await runInDurableObject(hub, async (_hub, state) => new UserHub(state, bindings).webSocketClose());
    const live = async () => numberIn(await metrics().read(), 'carillon_edge_live_sockets');
    const before = (await live()) ?? 0;
    const session = await newSession(user);
    const devices = [await connectLive(user, session), await connectLive(user, session)];
    await note();
    await expect.poll(live).toBe(before + 2);
    for (const device of devices) device.close();
    await expect.poll(async () => (await hub.status()).sockets).toBe(0);
    await note();
    await expect.poll(live).toBe(before);
    await runInDurableObject(metrics(), (_object, state) => {
      const store = createMetricsStore(state.storage);
      store.noteSockets('gone', 3, Date.now());
      store.beginDeployment('another');
      expect(store.live(Date.now())).toEqual({ sockets: 0, hubs: 0 });
    });
  });
});

describe('what it costs', () => {
  it('OB4 a look reads a few rows, however many tasks and events there are', async () => {
    const user = await newUser();
    await user.done({ type: 'task.create', title: 'One of many' });
    await appendEvents(user, 2000);
    const first = await followLog(openDatabase(env.DB, newMeter()), null);
    const meter = newMeter();
    const deps = feedAt({ nowMs: Date.now() }, { meter });
    await followLog(deps.db, first.place);
    await readGauges(deps);
    expect([meter.rowsWritten, meter.rowsRead]).toEqual([0, expect.toSatisfy((rows: number) => rows < 50)]);
  });

  it('OB4 what is due, parked and waiting is counted where it stands', async () => {
    const user = await newUser();
    const nowMs = Date.now();
    const deps = feedAt({ nowMs });
    const before = await readGauges(deps);
    await addTimer(user, 'revoke', 'late', nowMs - 60_000);
    await addTimer(user, 'revoke', 'parked', nowMs - 60_000);
    await user.db.run(sql`UPDATE timers SET parked_at = 1 WHERE user_id = ${user.id} AND ref = 'parked'`);
    await addTimer(user, 'notify', 'msg_1', nowMs + 60_000);
    await addTimer(user, 'claim', 'rem_1', nowMs + 60_000);
    await addTimer(user, 'ring', 'rem_2', nowMs + 60_000);
    const after = await readGauges(deps);
    const grown = (name: 'timersDue' | 'timersParked' | 'deliveriesWaiting') =>
      (after[name]?.[0]?.[1] ?? 0) - (before[name]?.[0]?.[1] ?? 0);
    expect([grown('timersDue'), grown('timersParked'), grown('deliveriesWaiting')]).toEqual([1, 1, 2]);
    expect(after.timersOldest?.[0]?.[1]).toBeGreaterThanOrEqual(60);
    await user.db.run(sql`DELETE FROM timers WHERE user_id = ${user.id}`);
  });

  it('OB7 begins at the end of the log after a restore, and counts nothing twice', async () => {
    const user = await newUser();
    const db = openDatabase(env.DB, newMeter());
    const { place } = await followLog(db, null);
    await user.done({ type: 'task.create', title: 'Before' });
    expect((await followLog(db, place)).tally.events).toEqual({ '["task.created"]': [1] });
    expect((await followLog(db, { epoch: 'of-before', seq: place.seq })).tally).toEqual({});
    expect((await followLog(db, { ...place, seq: place.seq + 100 })).tally).toEqual({});
  });
});
