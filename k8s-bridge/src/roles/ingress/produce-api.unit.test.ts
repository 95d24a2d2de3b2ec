import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../config/secret.ts';
import { RecordsRefused, SinkUnavailable } from '../../errors.ts';
import { newMetrics } from '../../metrics.ts';
import type { EventSink } from '../../sinks/event-sink.ts';
import { memorySink, newMemoryBroker } from '../../sinks/memory-sink.ts';
import { isLoggedIn } from './basic-login.ts';
import { produceApi } from './produce-api.ts';
import { serialPublisher } from './serial-publisher.ts';

const LOGIN = `Basic ${Buffer.from('carillon:right').toString('base64')}`;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A clock that stands until it is set; whoever waits on it is woken by that. */
function standingClock() {
  let ms = 1_000;
  const waiting = new Set<{ atMs: number; wake: () => void }>();
  return {
    nowMs: () => 5,
    monotonicMs: () => ms,
    wait: (forMs: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        const one = { atMs: ms + forMs, wake: resolve };
        waiting.add(one);
        signal?.addEventListener('abort', () => {
          waiting.delete(one);
          resolve();
        });
      }),
    async advance(byMs: number) {
      ms += byMs;
      for (const one of [...waiting].filter(({ atMs }) => atMs <= ms)) one.wake();
      await turns();
    },
  };
}

async function turns(): Promise<void> {
  for (let pass = 0; pass < 10; pass += 1) await turn();
}

function newStage(wrap: (sink: EventSink) => EventSink = (sink) => sink) {
  const broker = newMemoryBroker();
  const clock = standingClock();
  const publisher = serialPublisher(wrap(memorySink(broker, 'ingress')), newMetrics(), clock);
  const passwords = Secret.of('right,newer');
  const api = produceApi({
    publisher,
    isAdmitted: (header) => isLoggedIn(header, { user: 'carillon', passwords }),
    clock,
    log: silent,
  });
  const post = (path: string, body: unknown, authorization = LOGIN, more: RequestInit = {}) =>
    api.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      ...more,
      headers: { authorization, ...more.headers },
    });
  return { broker, clock, publisher, post };
}

const message = { topic: 'task-events', key: 'usr_a', value: '{"id":"evt_1"}' };

describe('a produce call', () => {
  test.each([
    ['/produce', message],
    ['/produce', [message]],
    ['/produce/task-events', { key: message.key, value: message.value }],
    ['/produce/task-events', [{ key: message.key, value: message.value }]],
    [`/produce/task-events/${encodeURIComponent(message.value)}?key=usr_a`, null],
  ])('IG1 POST %s is published and answered', async (path, body) => {
    const { post, broker } = newStage();
    const answer = await post(path, body);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual([{ topic: 'task-events', partition: -1, offset: -1, timestamp: 5 }]);
    expect(broker.records).toEqual([
      {
        topic: 'task-events',
        key: 'usr_a',
        body: message.value,
        contentType: 'application/cloudevents+json; charset=utf-8',
        headers: {},
      },
    ]);
  });

  test('IG1 headers go along, a tombstone of a task is none of the text "null"', async () => {
    const { post, broker } = newStage();
    const headers = [
      { key: 'Content-Type', value: 'application/json' },
      { key: 'error', value: 'why' },
    ];
    await post('/produce', [
      { ...message, headers },
      { topic: 'task-updates', key: 'task_a' },
    ]);
    expect(broker.records).toMatchObject([
      { contentType: 'application/json', headers: { error: 'why' } },
      { topic: 'task-updates', key: 'task_a', body: null },
    ]);
  });

  test.each([
    [undefined, 'the body'],
    ['text', 'the body'],
    [[], 'the body'],
    [{ ...message, topic: 'other' }, 'topic'],
    [{ ...message, key: undefined }, 'key is missing'],
    [{ ...message, value: { id: 1 } }, 'value'],
    [{ ...message, value: null }, 'value is missing: task-events has no tombstones'],
    [{ ...message, partition: 0 }, 'partition is not taken'],
    [[message, { ...message, key: '' }], '1.key'],
  ])('IG4 %j is refused with its place, and nothing of it is written', async (body, place) => {
    const { post, broker } = newStage();
    const answer = await post('/produce', body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: 400, error: expect.stringContaining(place) });
    expect(broker.records).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['a wrong password', `Basic ${Buffer.from('carillon:wrong').toString('base64')}`],
    ['another user', `Basic ${Buffer.from('other:right').toString('base64')}`],
    ['both passwords at once', `Basic ${Buffer.from('carillon:right,newer').toString('base64')}`],
    ['no base64', 'Basic ???'],
    ['a bearer token', 'Bearer right'],
  ])('IG3 with %s nothing is learnt and nothing written, at any address', async (_name, authorization) => {
    const { post, broker } = newStage();
    for (const path of ['/produce', '/produce/task-events', '/produce/nothing/like/this']) {
      const answer = await post(path, message, authorization);
      expect([answer.status, await answer.json()]).toEqual([
        401,
        { result: null, error: 'Send a valid login.', status: 401 },
      ]);
    }
    expect(broker.records).toEqual([]);
  });

  test('IG3 while one password replaces another both count', async () => {
    const { post } = newStage();
    const newer = `Basic ${Buffer.from('carillon:newer').toString('base64')}`;
    expect((await post('/produce', message, newer)).status).toBe(200);
  });
});

describe('the broker', () => {
  test('IG2 a call is answered after its acknowledgement; calls go one after the other, in their order', async () => {
    const acknowledge: (() => void)[] = [];
    const { post, broker } = newStage((sink) => ({
      ...sink,
      async publish(batch, options) {
        const acknowledged = Promise.withResolvers<void>();
        acknowledge.push(acknowledged.resolve);
        await acknowledged.promise;
        await sink.publish(batch, options);
      },
    }));
    const answered: number[] = [];
    const calls = [1, 2, 3].map(async (n) => {
      await post('/produce', { ...message, value: String(n) });
      answered.push(n);
    });
    while (acknowledge.length < 1) await turn();
    await turns();
    expect(acknowledge).toHaveLength(1);
    expect(answered).toEqual([]);
    for (let n = 0; n < 3; n += 1) {
      while (acknowledge.length <= n) await turn();
      acknowledge[n]?.();
    }
    await Promise.all(calls);
    expect(broker.records.map(({ body }) => body)).toEqual(['1', '2', '3']);
  });

  test('IG5 one that is away is answered with 503 and connected to again; what it never takes with 400', async () => {
    const failures: Error[] = [new SinkUnavailable('away'), new RecordsRefused('too large')];
    let connects = 0;
    const { post, broker } = newStage((sink) => ({
      ...sink,
      async connect() {
        connects += 1;
        await sink.connect();
      },
      async publish(batch, options) {
        const failure = failures.shift();
        if (failure) throw failure;
        await sink.publish(batch, options);
      },
    }));
    expect((await post('/produce', message)).status).toBe(503);
    expect((await post('/produce', message)).status).toBe(400);
    expect((await post('/produce', message)).status).toBe(200);
    expect(connects).toBe(2);
    expect(broker.records).toHaveLength(1);
  });

  test('IG5 no more than a hundred calls wait for it, and none once the program ends', async () => {
    const held = Promise.withResolvers<void>();
    const { post, broker, publisher } = newStage((sink) => ({
      ...sink,
      async publish(batch, options) {
        await held.promise;
        await sink.publish(batch, options);
      },
    }));
    const calls = Array.from({ length: 100 }, () => post('/produce', message));
    await turns();
    expect((await post('/produce', message)).status).toBe(503);
    const closing = publisher.close();
    expect((await post('/produce', message)).status).toBe(503);
    held.resolve();
    for (const call of calls) expect((await call).status).toBe(200);
    await closing;
    for (const _again of [1, 2]) expect((await post('/produce', message)).status).toBe(503);
    expect(broker.records).toHaveLength(100);
  });

  /** A sink that takes its time, and says which batches it was given and how long each may take. */
  function slowSink() {
    const acknowledge: (() => void)[] = [];
    const given: { body: string | null | undefined; timeoutMs: number }[] = [];
    const wrap = (sink: EventSink): EventSink => ({
      ...sink,
      async publish(batch, options) {
        given.push({ body: batch[0]?.body, timeoutMs: options.timeoutMs });
        const acknowledged = Promise.withResolvers<void>();
        acknowledge.push(acknowledged.resolve);
        await acknowledged.promise;
        await sink.publish(batch, options);
      },
    });
    return { wrap, given, acknowledge: (n: number) => acknowledge[n]?.() };
  }
  const numbered = (n: number) => ({ ...message, value: String(n) });

  test('IG6 a call is not written when its time was over before its turn, and is answered then and not later', async () => {
    const { wrap, given, acknowledge } = slowSink();
    const { post, clock, broker } = newStage(wrap);
    const first = post('/produce', numbered(1));
    await turns();
    await clock.advance(3_000);
    const second = post('/produce', numbered(2));
    const third = post('/produce', numbered(3));
    await turns();
    await clock.advance(5_000);
    // The time of the first is over: what became of it nobody can say. The others still wait for it.
    expect((await first).status).toBe(503);
    await clock.advance(2_900);
    expect(given).toEqual([{ body: '1', timeoutMs: 8_000 }]);
    await clock.advance(100);
    for (const late of [second, third]) {
      const answer = await late;
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    }
    acknowledge(0);
    await turns();
    const newer = post('/produce', numbered(4));
    await turns();
    acknowledge(1);
    expect((await newer).status).toBe(200);
    expect(broker.records.map(({ body }) => body)).toEqual(['1', '4']);
  });

  test('IG6 what is left of its time is all that a call gets, and a connection that took it leaves nothing', async () => {
    const { wrap, given, acknowledge } = slowSink();
    const connected = Promise.withResolvers<void>();
    const { post, clock, broker } = newStage((sink) => ({
      ...wrap(sink),
      async connect() {
        await connected.promise;
        await sink.connect();
      },
    }));
    const first = post('/produce', numbered(1));
    await turns();
    await clock.advance(2_000);
    const second = post('/produce', numbered(2));
    await turns();
    await clock.advance(5_600);
    connected.resolve();
    await turns();
    expect(given).toEqual([{ body: '2', timeoutMs: 2_400 }]);
    acknowledge(0);
    expect([(await first).status, (await second).status]).toEqual([503, 200]);
    expect(broker.records.map(({ body }) => body)).toEqual(['2']);
  });

  test('IG6 a call for which nobody waits any more is not written', async () => {
    const { wrap, acknowledge } = slowSink();
    const { post, broker } = newStage(wrap);
    const first = post('/produce', numbered(1));
    await turns();
    const gone = new AbortController();
    const second = post('/produce', numbered(2), LOGIN, { signal: gone.signal });
    await turns();
    gone.abort();
    acknowledge(0);
    expect([(await first).status, (await second).status]).toEqual([200, 503]);
    expect(broker.records.map(({ body }) => body)).toEqual(['1']);
  });

  test('IG7 calls that are read or wait take 16 MiB together; one more is a 503 before it is read, and there is room again', async () => {
    const { wrap, acknowledge } = slowSink();
    const { post } = newStage(wrap);
    // Counted by what a call says it is; one that does not say counts as the largest.
    const announced = { headers: { 'content-length': String(4 * 1024 * 1024) } };
    const unannounced = { headers: { 'transfer-encoding': 'chunked' } };
    const waiting = [announced, announced, unannounced, unannounced].map((more) =>
      post('/produce', message, LOGIN, more),
    );
    await turns();
    const unread = new ReadableStream({ pull: () => Promise.reject(new Error('read')) }, { highWaterMark: 0 });
    const chunked = { ...unannounced, body: unread, duplex: 'half' as const };
    const refused = await post('/produce', message, LOGIN, chunked);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ result: null, status: 503 });
    for (let n = 0; n < 4; n += 1) {
      acknowledge(n);
      await turns();
    }
    for (const call of waiting) expect((await call).status).toBe(200);
    const again = post('/produce', message, LOGIN, announced);
    await turns();
    acknowledge(4);
    expect((await again).status).toBe(200);
  });

  test('IG7 a call above 4 MiB is a 413 in the shape of its errors, and after the login', async () => {
    const { post, broker } = newStage();
    const large = { ...message, value: 'x'.repeat(4 * 1024 * 1024) };
    const answer = await post('/produce', large);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ result: null, status: 413, error: expect.stringContaining('4194304') });
    expect((await post('/produce', large, 'Bearer right')).status).toBe(401);
    expect(broker.records).toEqual([]);
  });
});
