import { CloudEvent as OfficialCloudEvent } from 'cloudevents';
import { expect, test } from 'vitest';
import { RecordsRefused, SinkFenced, SinkUnavailable } from '#bridge/errors.ts';
import type { SinkRecord } from '#bridge/sinks/event-sink.ts';
import { taskStateKey } from '#core/feed/task-state.ts';
import { nthId } from '#test/ids.ts';
import { seqsOf } from '../../../test/fake-feed.ts';
import { failing, idsOf, newStage, on } from '../../../test/mirror-stage.ts';
import { sampleEvent, sampleEvents } from '../../../test/sample-event.ts';

test('MI1 every event stands on its topic as it came, under its user, in the order of the log', async () => {
  const stage = newStage();
  stage.feed.append([...sampleEvents(30), sampleEvent(30, { type: 'reminder.snoozed' })]);
  await stage.run();
  const events = on(stage.broker.records, 'task-events');
  expect(seqsOf(events.map(({ body }) => body))).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  expect(events.map(({ key }) => key)).toEqual(sampleEvents(30).map(({ userid }) => userid));
  expect(idsOf(on(stage.broker.records, 'reminders'))).toEqual([nthId('event', 30)]);
  for (const { body, contentType } of events) {
    expect(contentType).toBe('application/cloudevents+json; charset=utf-8');
    // The official library throws for what is no CloudEvent.
    const event = new OfficialCloudEvent<unknown>(JSON.parse(body ?? ''));
    expect(event.validate()).toBe(true);
  }
});

test('MI2 what was published is acknowledged by asking for more, and not before the sink has it', async () => {
  const seen: string[] = [];
  const stage = newStage({
    wrap: (sink) => ({
      ...sink,
      async publish(batch, options) {
        seen.push(`cursor ${stage.feed.cursor('mirror').seq} while publishing ${seqsOf([batch[0]?.body ?? null])}`);
        await sink.publish(batch, options);
      },
    }),
  });
  stage.feed.append(sampleEvents(3));
  await stage.run(() => {
    if (seen.length === 1) stage.feed.append([sampleEvent(3)]);
    return seen.length === 2;
  });
  expect(seen).toEqual(['cursor 0 while publishing 1', 'cursor 3 while publishing 4']);
  expect(stage.feed.cursor('mirror').seq).toBe(4);
});

test.each([
  ['an outage before anything arrived', () => new SinkUnavailable('gone'), false],
  ['an outage after everything arrived', () => new SinkUnavailable('gone'), true],
  ['a fenced producer whose lease still holds', () => new SinkFenced('fenced'), false],
  ['a defect', () => new Error('what is that'), true],
])('MI3 after %s it goes back to what the edge knows, and repeats it under the same ids', async (_, error, isAfter) => {
  const stage = newStage({ wrap: failing(2, error, { isAfter }), pageEvents: 10 });
  stage.feed.append(sampleEvents(35));
  await stage.run();
  const ids = idsOf(on(stage.broker.records, 'task-events'));
  expect([...new Set(ids)]).toEqual(sampleEvents(35).map(({ id }) => id));
  expect(ids.length).toBeGreaterThanOrEqual(35);
  expect(stage.feed.cursor('mirror').seq).toBe(35);
  expect(stage.logged.filter(({ event }) => event === 'mirror.retrying')).toHaveLength(1);
});

test('MI21 a sink that takes only some events in the time it has gets fewer at a time, and all of them', async () => {
  const sizes: number[] = [];
  const stage = newStage({
    pageEvents: 100,
    wrap: (sink) => ({
      ...sink,
      async publish(batch, options) {
        sizes.push(batch.length);
        if (batch.length > 30) throw new SinkUnavailable('the time is over');
        await sink.publish(batch, options);
      },
    }),
  });
  stage.feed.append(sampleEvents(300));
  await stage.run(() => stage.feed.cursor('mirror').seq === 300);
  const ids = idsOf(on(stage.broker.records, 'task-events'));
  expect([...new Set(ids)]).toEqual(sampleEvents(300).map(({ id }) => id));
  // It tries more now and then, so that a sink that is well again gets whole pages.
  expect(sizes.filter((size) => size > 30).length).toBeGreaterThan(1);
});

test.each([
  ['the sink is away', 'publish'],
  ['the edge does not take an acknowledgement', 'events'],
])(
  'MI19 while only %s the waits grow, although everything else answers; then they are short again',
  async (_, part) => {
    const stage = newStage();
    const { publish } = stage.deps.sink;
    const { events } = stage.deps.feed;
    let failures = 0;
    const fail = () => {
      failures += 1;
      // Once more, long after all was well.
      if (failures <= 10 || failures === 12) throw new SinkUnavailable('away');
    };
    Object.assign(stage.deps.sink, {
      publish: async (...args: Parameters<typeof publish>) => {
        if (part === 'publish') fail();
        await publish(...args);
      },
    });
    Object.assign(stage.deps.feed, {
      events: async (query: Parameters<typeof events>[0]) => {
        if (part === 'events' && query.after > 0) fail();
        return await events(query);
      },
    });
    stage.feed.append(sampleEvents(2));
    let isOver = false;
    await stage.run(() => {
      if (isOver) return stage.feed.cursor('mirror').seq === 3;
      isOver = true;
      stage.feed.append([sampleEvent(2)]);
      return false;
    });
    const waits = stage.logged.flatMap((each) => (each.event === 'mirror.retrying' ? [each.waitMs] : []));
    // Half of a bound that doubles from 100 ms to 10 s, as the test's dice always say one half.
    expect(waits).toEqual([50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000, 50]);
  },
);

test('MI4 a mirror without the lease publishes nothing, and goes on when it is free', async () => {
  const stage = newStage();
  stage.feed.append(sampleEvents(5));
  await stage.feed.lease({ consumer: 'mirror', holder: 'another/1' });
  await stage.run();
  const standing = stage.feed.calls.indexOf('events 0');
  expect(stage.feed.calls.slice(0, standing).every((call) => call === 'lease' || call === 'status')).toBe(true);
  expect(stage.clock.waits.slice(0, 3).every((ms) => ms <= 1_500)).toBe(true);
  expect(on(stage.broker.records, 'task-events')).toHaveLength(5);
  expect(stage.logged.filter(({ event }) => event === 'mirror.standing_by')).toHaveLength(1);
});

test('MI4 a send has no more time than is left of the lease, and none is begun under one that may be over', async () => {
  const sends: { timeoutMs: number; sinceLeaseMs: number }[] = [];
  const stage = newStage({
    pageEvents: 10,
    wrap: (sink) => ({
      ...sink,
      async publish(batch, options) {
        sends.push({ timeoutMs: options.timeoutMs, sinceLeaseMs: stage.clock.nowMs() - leasedMs });
        await sink.publish(batch, options);
      },
    }),
  });
  let leasedMs = 0;
  const { lease, events } = stage.feed;
  Object.assign(stage.deps.feed, {
    lease: async (request: Parameters<typeof lease>[0]) => {
      leasedMs = stage.clock.nowMs();
      return await lease(request);
    },
    // Each page takes the edge four seconds.
    events: async (query: Parameters<typeof events>[0]) => {
      stage.clock.advance(4_000);
      return await events(query);
    },
  });
  stage.feed.append(sampleEvents(60));
  await stage.run();
  expect(sends.length).toBeGreaterThanOrEqual(6);
  for (const { timeoutMs, sinceLeaseMs } of sends) expect(sinceLeaseMs + timeoutMs).toBeLessThanOrEqual(14_000);
  expect(stage.feed.cursor('mirror').seq).toBe(60);
});

test('MI5 a mirror that slept through the end of its lease with a page in its hands sends nothing of it', async () => {
  const stage = newStage({ pageEvents: 10 });
  const { events } = stage.feed;
  stage.feed.append(sampleEvents(10));
  let hasSlept = false;
  Object.assign(stage.deps.feed, {
    events: async (query: Parameters<typeof events>[0]) => {
      const page = await events(query);
      if (!hasSlept) {
        hasSlept = true;
        stage.clock.advance(60_000);
        // Somebody else has taken over meanwhile.
        await stage.feed.lease({ consumer: 'mirror', holder: 'another/1' });
      }
      return page;
    },
  });
  await stage.run(() => stage.logged.some(({ event }) => event === 'mirror.standing_by'), { isAnyWait: true });
  expect(stage.broker.records).toEqual([]);
});

test('MI7 task-updates has the latest state of a task, and a tombstone once it is deleted, purged or erased', async () => {
  const stage = newStage();
  const deletedAt = '2026-11-21T11:00:00.000Z';
  stage.feed.append([
    sampleEvent(1, { task: { title: 'First', version: 1 } }),
    sampleEvent(1, { type: 'task.updated', task: { title: 'Second', version: 2 } }),
    sampleEvent(2, { type: 'task.deleted', task: { deletedAt } }),
    sampleEvent(3, { type: 'task.purged', task: { deletedAt } }),
    sampleEvent(4, { type: 'list.created' }),
    // Somebody else chose the same id for a task of their own.
    sampleEvent(1, { user: 1, type: 'task.deleted', task: { deletedAt } }),
    {
      ...sampleEvent(5, { type: 'account.tasks_erased' }),
      data: { userId: nthId('user', 0), taskIds: [nthId('task', 6), nthId('task', 7)] },
    },
  ]);
  await stage.run();
  const updates = on(stage.broker.records, 'task-updates').map(({ key, body }) => [
    key,
    body && JSON.parse(body).data.task.title,
  ]);
  const key = (n: number, user = 0) => taskStateKey(nthId('user', user), nthId('task', n));
  expect(updates).toEqual([
    [key(1), 'First'],
    [key(1), 'Second'],
    [key(2), null],
    [key(3), null],
    [key(1, 1), null],
    [key(6), null],
    [key(7), null],
  ]);
});

test('MI8 what cannot be read is put aside with its error and place, and the stream goes on', async () => {
  const stage = newStage();
  const broken = { ...sampleEvent(1), datacontenttype: 'text/plain', data: '{"after":' };
  const poison: [object, RegExp][] = [
    [broken, /no JSON/],
    [{ ...sampleEvent(2), type: 'carillon.task.exploded.v1' }, /unknown type/],
    [{ ...sampleEvent(3), type: 'carillon.task.created.v9' }, /newer/],
    [{ ...sampleEvent(4), id: 'no id' }, /no event/],
    [{ ...sampleEvent(5), data: { after: null } }, /catalogue/],
    [{ nothing: 'of an event' }, /no event/],
  ];
  stage.feed.append([sampleEvent(0), ...poison.map(([event]) => event), sampleEvent(6)]);
  await stage.run();
  const letters = on(stage.broker.records, 'dlq.task-events');
  expect(letters).toHaveLength(poison.length);
  for (const [n, letter] of letters.entries()) {
    expect(letter.headers.error).toMatch(poison[n]?.[1] ?? '');
    expect(letter.headers.sequence).toBe(String(n + 2).padStart(16, '0'));
    const { sequence } = letter.headers;
    expect(JSON.parse(letter.body ?? '')).toEqual({ ...poison[n]?.[0], sequence, epoch: 'e1' });
  }
  expect(idsOf(on(stage.broker.records, 'task-events'))).toEqual([nthId('event', 0), nthId('event', 6)]);
  expect(await stage.metrics.registry.getSingleMetricAsString('carillon_bridge_dead_letters_total')).toContain(' 6');
  expect(stage.logged.filter(({ event }) => event === 'mirror.dead_lettered')).toHaveLength(poison.length);
});

test('MI8 an event the broker never takes is found among its neighbours and put aside', async () => {
  const stage = newStage({
    wrap: (sink) => ({
      ...sink,
      async publish(batch, options) {
        const isTooLarge = ({ topic, body }: SinkRecord) => topic === 'task-events' && (body?.length ?? 0) > 50_000;
        if (batch.some(isTooLarge)) throw new RecordsRefused('too large');
        await sink.publish(batch, options);
      },
    }),
  });
  stage.feed.append([sampleEvent(0), sampleEvent(1, { task: { notes: 'x'.repeat(60_000) } }), sampleEvent(2)]);
  await stage.run();
  expect(idsOf(on(stage.broker.records, 'task-events'))).toEqual([nthId('event', 0), nthId('event', 2)]);
  expect(on(stage.broker.records, 'dlq.task-events')).toMatchObject([{ headers: { error: 'too large' } }]);
});

test('MI11 while it catches up it reads one page ahead, which acknowledges nothing, and never more', async () => {
  const stage = newStage({ pageEvents: 10 });
  let isSending = false;
  const whileSending: string[] = [];
  const { events } = stage.feed;
  const { publish } = stage.deps.sink;
  Object.assign(stage.deps.feed, {
    events: async (query: Parameters<typeof events>[0]) => {
      if (isSending) whileSending.push(query.lease === undefined ? 'ahead' : 'acknowledging');
      return await events(query);
    },
  });
  Object.assign(stage.deps.sink, {
    publish: async (...args: Parameters<typeof publish>) => {
      isSending = true;
      await stage.clock.wait(10);
      await publish(...args);
      isSending = false;
    },
  });
  stage.feed.append(sampleEvents(100));
  await stage.run();
  expect(whileSending.every((each) => each === 'ahead')).toBe(true);
  expect(stage.feed.calls.filter((call) => call.endsWith('ahead'))).toHaveLength(9);
  expect(idsOf(on(stage.broker.records, 'task-events'))).toEqual(sampleEvents(100).map(({ id }) => id));
});

test('MI12 a long catch-up says every ten seconds how far it has come', async () => {
  const stage = newStage({
    pageEvents: 10,
    wrap: (sink) => ({
      ...sink,
      async publish(batch, options) {
        stage.clock.advance(2_000);
        await sink.publish(batch, options);
      },
    }),
  });
  stage.feed.append(sampleEvents(200));
  await stage.run();
  const lines = stage.logged.filter((each) => each.event === 'mirror.progress');
  expect(lines.length).toBeGreaterThanOrEqual(2);
  expect(lines[0]).toMatchObject({ head: 200, eventsPerSecond: expect.any(Number), etaSeconds: expect.any(Number) });
});

test('MI12 the lag is seen growing while the broker is away', async () => {
  const stage = newStage({
    wrap: (sink) => ({ ...sink, connect: () => Promise.reject(new SinkUnavailable('no broker')) }),
  });
  stage.feed.append(sampleEvents(7));
  let attempts = 0;
  await stage.run(
    () => {
      attempts += 1;
      return attempts === 3;
    },
    { isAnyWait: true },
  );
  const lag = await stage.metrics.registry.getSingleMetricAsString('carillon_bridge_lag_events');
  expect(lag).toContain('carillon_bridge_lag_events 7');
});

test('MI12 one that stands by shows the lag too, in case nobody else does', async () => {
  const stage = newStage();
  stage.feed.append(sampleEvents(7));
  await stage.feed.lease({ consumer: 'mirror', holder: 'another/1' });
  await stage.run(() => stage.feed.calls.length >= 14, { isAnyWait: true });
  const lag = await stage.metrics.registry.getSingleMetricAsString('carillon_bridge_lag_events');
  expect(lag).toContain('carillon_bridge_lag_events 7');
  // Every ten seconds, of which it asks for the lease in each.
  expect(stage.feed.calls.filter((call) => call === 'status')).toHaveLength(2);
});

test('MI15 asked to end, it acknowledges what it has published and gives the lease back', async () => {
  const stage = newStage();
  stage.feed.append(sampleEvents(3));
  await stage.run();
  expect(stage.feed.calls.at(-1)).toBe('release');
  expect(stage.feed.cursor('mirror').seq).toBe(3);
  expect(await stage.feed.lease({ consumer: 'mirror', holder: 'next/1' })).toMatchObject({ stand: 'live' });
});
