import { CloudEvent as OfficialCloudEvent } from 'cloudevents';
import { expect, test } from 'vitest';
import { SinkUnavailable } from '#bridge/errors.ts';
import { taskStateKey } from '#core/feed/task-state.ts';
import type { Task } from '#core/task/task.ts';
import { nthId } from '#test/ids.ts';
import { sampleTask } from '#test/sample-task.ts';
import { seqsOf } from '../../../test/fake-feed.ts';
import { failing, idsOf, newStage, on } from '../../../test/mirror-stage.ts';
import { sampleEvent, sampleEvents } from '../../../test/sample-event.ts';

test('MI6 a new consumer begins with the state of every task, then come the events after it', async () => {
  const stage = newStage({ isLiveAtOnce: false, pageEvents: 2 });
  stage.feed.append(sampleEvents(4));
  const tasks = Array.from({ length: 5 }, (_, n) => ({
    userId: nthId('user', n % 2),
    task: sampleTask({ id: nthId('task', n), version: n + 1, deletedAt: n === 3 ? '2026-11-21T10:00:00.000Z' : null }),
  }));
  stage.feed.setTasks(tasks);
  await stage.run(() => {
    if (stage.feed.cursor('mirror').seq === 4) stage.feed.append([sampleEvent(4)]);
    return stage.feed.cursor('mirror').seq === 5 || stage.broker.records.length > 6;
  });
  const states = on(stage.broker.records, 'task-updates').slice(0, 5);
  expect(states.map(({ key, body }) => [key, body === null])).toEqual(
    tasks.map(({ userId, task }, n) => [taskStateKey(userId, task.id), n === 3]),
  );
  const [first] = states;
  const state = new OfficialCloudEvent<{ task: Task }>(JSON.parse(first?.body ?? ''));
  expect(state).toMatchObject({
    type: 'carillon.task.state.v1',
    data: { task: tasks[0]?.task },
    aggregateversion: '1',
    sequence: '0000000000000004',
  });
  expect(state.validate()).toBe(true);
  expect(idsOf(on(stage.broker.records, 'task-events'))).toEqual([nthId('event', 4)]);
});

test('MI6 an outage in the middle of a snapshot costs a page, not the pages before it', async () => {
  const stage = newStage({
    isLiveAtOnce: false,
    pageEvents: 2,
    wrap: failing(2, () => new SinkUnavailable('gone'), { isAfter: false }),
  });
  const tasks = Array.from({ length: 6 }, (_, n) => nthId('task', n));
  stage.feed.setTasks(tasks.map((id) => ({ userId: nthId('user', 0), task: sampleTask({ id }) })));
  await stage.run();
  expect(stage.feed.calls.filter((call) => call.startsWith('snapshot'))).toEqual([
    'snapshot first',
    'snapshot 2',
    'snapshot 2',
    'snapshot 3',
    'snapshot 5',
  ]);
  expect(on(stage.broker.records, 'task-updates').map(({ key }) => key)).toEqual(
    tasks.map((id) => taskStateKey(nthId('user', 0), id)),
  );
});

test('MI6 a snapshot that somebody made begin anew in the middle begins anew', async () => {
  const stage = newStage({
    isLiveAtOnce: false,
    pageEvents: 2,
    wrap: (sink) => ({
      ...sink,
      async publish(batch, options) {
        await sink.publish(batch, options);
        if (stage.broker.records.length === 2) stage.feed.lapse('mirror');
      },
    }),
  });
  const tasks = Array.from({ length: 4 }, (_, n) => nthId('task', n));
  stage.feed.setTasks(tasks.map((id) => ({ userId: nthId('user', 0), task: sampleTask({ id }) })));
  await stage.run();
  const asked = stage.feed.calls.filter((call) => call.startsWith('snapshot'));
  expect(asked).toEqual(['snapshot first', 'snapshot 2', 'snapshot first', 'snapshot 2']);
});

test('MI6 a consumer that lapsed while it was away begins with the snapshot again', async () => {
  const stage = newStage();
  stage.feed.append(sampleEvents(2));
  await stage.run();
  stage.feed.lapse('mirror');
  stage.feed.setTasks([{ userId: nthId('user', 0), task: sampleTask({ id: nthId('task', 99) }) }]);
  await stage.run();
  expect(stage.broker.records.at(-1)?.key).toBe(taskStateKey(nthId('user', 0), nthId('task', 99)));
});

test('MI6 one that lapsed is told first which tasks were removed meanwhile, and writes tombstones for them', async () => {
  const stage = newStage();
  stage.feed.append(sampleEvents(2));
  await stage.run();
  stage.feed.lapse('mirror');
  const [userId, again] = [nthId('user', 0), nthId('task', 1)];
  stage.feed.setRemoved([
    { userId, taskId: nthId('task', 0) },
    { userId, taskId: again },
  ]);
  // Somebody used an id again.
  stage.feed.setTasks([{ userId, task: sampleTask({ id: again }) }]);
  const before = stage.broker.records.length;
  await stage.run();
  expect(on(stage.broker.records.slice(before), 'task-updates').map(({ key, body }) => [key, body === null])).toEqual([
    [taskStateKey(userId, nthId('task', 0)), true],
    [taskStateKey(userId, again), true],
    [taskStateKey(userId, again), false],
  ]);
});

test('MI9 when the log was restored to an earlier point it stops, says so, and goes on after an operator decided', async () => {
  const stage = newStage();
  stage.feed.append(sampleEvents(5));
  await stage.run();
  stage.feed.rewind(3, 'e2');
  stage.feed.append([sampleEvent(100)]);
  const before = stage.broker.records.length;
  let looks = 0;
  await stage.run(
    () => {
      looks += 1;
      expect(stage.broker.records).toHaveLength(before);
      return looks === 10;
    },
    { isAnyWait: true },
  );
  expect(stage.logged.filter(({ event }) => event === 'mirror.rewound')).toHaveLength(1);
  expect(stage.feed.calls.filter((call) => call.includes('resync'))).toEqual([]);

  await stage.feed.lease({ consumer: 'mirror', holder: 'operator', resync: true });
  stage.feed.endLease();
  stage.feed.setTasks([{ userId: nthId('user', 0), task: sampleTask({ id: nthId('task', 7) }) }]);
  await stage.run(() => {
    if (stage.feed.cursor('mirror').seq === 3) stage.feed.append([sampleEvent(101)]);
    return stage.feed.cursor('mirror').seq >= 3 && stage.broker.records.length >= before + 3;
  });
  const since = stage.broker.records.slice(before);
  expect(since[0]?.key).toBe(taskStateKey(nthId('user', 0), nthId('task', 7)));
  expect(idsOf(on(since, 'task-events'))).toEqual([nthId('event', 101)]);
});

test('MI9 while it waits for that decision its numbers say so: rewound, for how long, and no lag of 0', async () => {
  const stage = newStage();
  const readGauge = async (name: string) => {
    const text = await stage.metrics.registry.getSingleMetricAsString(name);
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  stage.feed.append(sampleEvents(5));
  await stage.run();
  stage.metrics.lagEvents.set(3);
  stage.feed.rewind(3, 'e2');
  const lease = stage.deps.feed.lease;
  let leases = 0;
  Object.assign(stage.deps.feed, {
    lease: async (request: Parameters<typeof lease>[0]) => {
      leases += 1;
      // It looks at the backlog after a failure too.
      if (leases === 10) throw new SinkUnavailable('away');
      return await lease(request);
    },
  });
  await stage.run(() => leases === 20, { isAnyWait: true });
  expect(await readGauge('carillon_bridge_rewound')).toBe(1);
  expect(await readGauge('carillon_bridge_lag_events')).toBe(3);
  expect(await readGauge('carillon_bridge_lag_seconds')).toBeGreaterThanOrEqual(85);

  await stage.feed.lease({ consumer: 'mirror', holder: 'operator', resync: true });
  stage.feed.endLease();
  await stage.run();
  expect(await readGauge('carillon_bridge_rewound')).toBe(0);
  expect(await readGauge('carillon_bridge_lag_events')).toBe(0);
  expect(await readGauge('carillon_bridge_lag_seconds')).toBe(0);
});

test('MI9 where it is told so, it begins anew by itself', async () => {
  const stage = newStage({ onEpochChange: 'snapshot' });
  stage.feed.append(sampleEvents(5));
  await stage.run();
  stage.feed.rewind(3, 'e2');
  stage.feed.setTasks([{ userId: nthId('user', 0), task: sampleTask({ id: nthId('task', 7) }) }]);
  await stage.run();
  expect(stage.broker.records.at(-1)?.key).toBe(taskStateKey(nthId('user', 0), nthId('task', 7)));
  expect(stage.feed.cursor('mirror')).toMatchObject({ epoch: 'e2', seq: 2 });
});

test('MI9 a log that is restored in the middle of a catch-up is noticed before anything of it is sent', async () => {
  const stage = newStage({ pageEvents: 10 });
  stage.feed.append(sampleEvents(30));
  const { events } = stage.feed;
  Object.assign(stage.deps.feed, {
    events: async (query: Parameters<typeof events>[0]) => {
      if (query.after === 20) stage.feed.rewind(5, 'e2');
      return await events(query);
    },
  });
  await stage.run(() => stage.logged.some(({ event }) => event === 'mirror.rewound'), { isAnyWait: true });
  expect(Math.max(...seqsOf(on(stage.broker.records, 'task-events').map(({ body }) => body)))).toBe(20);
});
