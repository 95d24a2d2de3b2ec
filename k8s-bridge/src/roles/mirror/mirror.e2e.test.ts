import { CloudEvent as OfficialCloudEvent } from 'cloudevents';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { SourceRecord } from '#bridge/sources/event-source.ts';
import { ActivityPageSchema } from '#core/query/activity-query.ts';
import { test } from '#test/e2e/e2e-test.ts';
import { signUp } from '#test/e2e-client.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { newServiceToken } from '#test/service-token.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { startBridge } from '../../../test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../../../test/kafka-stage.ts';

// From a command to a record, through the real Worker, a mirror as a process, and a real broker.

const TASKS = 20;
const EventSchema = z.looseObject({ id: z.string(), type: z.string(), time: z.string(), sequence: z.string() });

await describeNeeding('a mirror between the real edge and a real broker', [ensureKafka, ensureKcat], () => {
  test('MI16 everything a person does is on its topics, in order, as CloudEvents; what they delete leaves a tombstone', async ({
    ownCarillon,
  }) => {
    const { origin, operatorToken } = ownCarillon;
    const before = await signUp(origin, 'Europe/Berlin');
    const early = { type: 'task.create', taskId: nthId('task', 900), title: 'Before there was a mirror' };
    await before.command([early]);

    const stage = await newKafkaStage(await sharedKafka());
    const { secret: token } = await newServiceToken({ origin, operatorToken }, ['feed']);
    const mirror = startBridge({ ...stage.env, CARILLON_URL: origin, CARILLON_TOKEN: token });
    const stop = new AbortController();
    const arrivals: { id: string; atMs: number; time: string }[] = [];
    const note = async ({ body }: SourceRecord) => {
      const { id, time } = EventSchema.parse(JSON.parse(body ?? ''));
      arrivals.push({ id, atMs: Date.now(), time });
      return 'done' as const;
    };
    const consuming = stage.transport
      .newSource()
      .run({ group: 'latency', topics: ['task-events'], handle: note, maxInFlight: 1, order: 'none' }, stop.signal);
    try {
      await mirror.untilLogged('mirror.snapshot_finished');
      await mirror.untilLogged('mirror.bell');
      const person = await signUp(origin, 'Europe/Berlin');
      const taskId = (n: number) => nthId('task', n);
      for (let n = 0; n < TASKS; n += 1) {
        await person.command([{ type: 'task.create', taskId: taskId(n), title: `Number ${n}, Grüße` }]);
      }
      await person.command([
        { type: 'task.complete', taskId: taskId(0) },
        { type: 'task.delete', taskId: taskId(1) },
      ]);
      const activity = async () => ActivityPageSchema.parse(await person.get('/activity?per_page=200')).events;
      const logged = (await activity()).filter(({ type }) => type.startsWith('task.'));
      expect(logged.length).toBeGreaterThanOrEqual(TASKS + 2);
      const ids = new Set<string>(logged.map(({ id }) => id));
      await vi.waitUntil(() => [...ids].every((id) => arrivals.some((arrival) => arrival.id === id)), {
        timeout: 60_000,
        interval: 20,
      });

      const events = (await stage.read('task-events')).map(({ key, value }) => ({
        key,
        event: EventSchema.parse(JSON.parse(value ?? '')),
      }));
      const own = events.filter(({ event }) => ids.has(event.id));
      const oldestFirst = [...logged].sort((a, b) => a.seq - b.seq);
      expect(own.map(({ event }) => event.id)).toEqual(oldestFirst.map(({ id }) => id));
      expect(new Set(own.map(({ key }) => key)).size).toBe(1);
      for (const { event } of events) expect(new OfficialCloudEvent(event).validate()).toBe(true);

      // By task: the key says whose it is too.
      const updates = await stage.read('task-updates');
      const states = new Map(updates.map(({ key, value }) => [key?.split('/')[1], value]));
      expect(JSON.parse(states.get(early.taskId) ?? '{}')).toMatchObject({ data: { task: { title: early.title } } });
      expect(JSON.parse(states.get(taskId(0)) ?? '{}')).toMatchObject({ data: { task: { status: 'completed' } } });
      expect(states.get(taskId(1))).toBeNull();

      const lags = arrivals.filter(({ id }) => ids.has(id)).map(({ atMs, time }) => atMs - Date.parse(time));
      lags.sort((a, b) => a - b);
      process.stdout.write(`commit → consumer: p50 ${lags[lags.length >> 1]} ms, max ${lags.at(-1)} ms\n`);
    } finally {
      stop.abort();
      await consuming;
      mirror.signal('SIGTERM');
      expect(await mirror.ended).toBe(0);
    }
    expect(mirror.errors()).toBe('');
    const secrets = mirror.lines.filter((line) => JSON.stringify(line).includes(token));
    expect(secrets).toEqual([]);
  });
});
