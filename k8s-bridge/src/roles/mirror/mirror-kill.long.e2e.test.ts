import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { startHalfOpenProxy } from '../../../../scripts/cluster/half-open-proxy.ts';
import { type BridgeProcess, startBridge } from '../../../test/bridge-process.ts';
import { type KafkaStage, newKafkaStage, sharedKafka } from '../../../test/kafka-stage.ts';
import { sampleEvents } from '../../../test/sample-event.ts';
import { seeded } from '../../../test/seeded.ts';
import { type FakeEdge, serveFakeEdge } from '../../../test/serve-fake-edge.ts';

// Mirrors as processes, between an edge that the test is and a real broker.

const TTL_MS = 3_000;
const EVENTS = 300;

const EventSchema = z.looseObject({ id: z.string(), sequence: z.string(), epoch: z.string() });

let edge: FakeEdge;
let stage: KafkaStage;
let running: BridgeProcess[];

async function open(): Promise<void> {
  edge = await serveFakeEdge({ ttlMs: TTL_MS });
  stage = await newKafkaStage(await sharedKafka());
  running = [];
}

async function close(): Promise<void> {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  await edge.close();
}

function startMirror(env: Record<string, string> = {}): BridgeProcess {
  const started = startBridge({ ...stage.env, CARILLON_URL: edge.origin, CARILLON_TOKEN: 'any', ...env });
  running.push(started);
  return started;
}

const acknowledged = () => edge.feed.cursor('mirror').seq;
const untilAcknowledged = (seq: number) => vi.waitUntil(() => acknowledged() >= seq, { timeout: 60_000, interval: 20 });

/** What a consumer that drops known ids makes of the topic: ids by user, in order; and how many it dropped. */
async function consumed() {
  const records = await stage.read('task-events');
  const seen = new Set<string>();
  const byUser = new Map<string, string[]>();
  for (const { key, value } of records) {
    const { id, sequence } = EventSchema.parse(JSON.parse(value ?? ''));
    if (seen.has(id)) continue;
    seen.add(id);
    byUser.set(key ?? '', [...(byUser.get(key ?? '') ?? []), sequence]);
  }
  return { ids: seen, byUser, duplicates: records.length - seen.size };
}

async function expectAllInOrder(count: number) {
  const { ids, byUser, duplicates } = await consumed();
  expect(ids.size).toBe(count);
  for (const sequences of byUser.values()) expect(sequences).toEqual([...sequences].sort());
  return duplicates;
}

await describeNeeding('mirrors between a feed and a real broker', [ensureKafka, ensureKcat], () => {
  beforeEach(open);
  afterEach(close);

  test.each([1, 2, 3])(
    'MI13 killed at random places of its work, seed %i: nothing is missing or out of order',
    async (seed) => {
      const random = seeded(seed);
      edge.feed.append(sampleEvents(EVENTS));
      for (let kill = 0; kill < 1; kill += 1) {
        const mirror = startMirror({ MIRROR_PAGE_EVENTS: '20' });
        // Somewhere after so many questions: between a page, its transaction and the acknowledgement that follows.
        const questions = edge.feed.calls.length + 3 + Math.floor(random() * 8);
        await vi.waitUntil(() => edge.feed.calls.length >= questions, { timeout: 60_000, interval: 1 });
        mirror.signal('SIGKILL');
        await mirror.ended;
        edge.feed.endLease();
      }
      startMirror();
      await untilAcknowledged(EVENTS);
      await expectAllInOrder(EVENTS);
    },
  );

  test('MI13 killed after the broker acknowledged and before the edge heard of it, it repeats by id what it sent', async () => {
    edge.feed.append(sampleEvents(50));
    const first = startMirror();
    // The edge never hears the acknowledgement: every question after the first page is left without an answer.
    await vi.waitUntil(() => edge.feed.calls.includes('events 0'), { timeout: 60_000, interval: 1 });
    edge.feed.failNext('events 50', new Error('the edge is gone'));
    await vi.waitUntil(() => edge.feed.calls.includes('events 50'), { timeout: 60_000, interval: 1 });
    first.signal('SIGKILL');
    await first.ended;
    expect(acknowledged()).toBe(0);
    edge.feed.endLease();
    startMirror();
    await untilAcknowledged(50);
    expect(await expectAllInOrder(50)).toBe(50);
  });

  test('MI4 of two mirrors one works; when it is killed the other one takes over at the end of its lease', async () => {
    edge.feed.append(sampleEvents(40));
    const first = startMirror();
    await untilAcknowledged(40);
    const second = startMirror();
    await second.untilLogged('mirror.standing_by');
    first.signal('SIGKILL');
    edge.feed.append(sampleEvents(80).slice(40));
    await second.untilLogged('mirror.leased');
    await untilAcknowledged(80);
    expect(await expectAllInOrder(80)).toBe(0);
  });

  test('MI5 a mirror that was asleep in the middle of its work when another took over writes nothing when it wakes', async () => {
    edge.feed.append(sampleEvents(EVENTS));
    const sleeper = startMirror({ MIRROR_PAGE_EVENTS: '20' });
    await vi.waitUntil(() => edge.feed.calls.includes('events 40 ahead'), { timeout: 60_000, interval: 1 });
    sleeper.signal('SIGSTOP');
    expect(acknowledged()).toBeLessThan(EVENTS);
    const other = startMirror();
    await untilAcknowledged(EVENTS);
    const before = await stage.read('task-events');
    const askedBefore = edge.feed.calls.length;
    sleeper.signal('SIGCONT');
    await sleeper.untilLogged('mirror.standing_by');
    expect(await stage.read('task-events')).toHaveLength(before.length);
    expect(edge.feed.calls.length).toBeGreaterThan(askedBefore);
    edge.feed.append(sampleEvents(EVENTS + 5).slice(EVENTS));
    await untilAcknowledged(EVENTS + 5);
    await expectAllInOrder(EVENTS + 5);
    expect(other.lines.filter(({ event }) => event === 'mirror.leased')).toHaveLength(1);
  });

  test('MI15 asked to end it gives the lease back, and the one that stands by need not wait', async () => {
    const first = startMirror();
    await first.untilLogged('mirror.leased');
    const second = startMirror();
    await second.untilLogged('mirror.standing_by');
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.lines.at(-1)).toMatchObject({ event: 'bridge.stopped' });
    expect(edge.feed.calls).toContain('release');
    await second.untilLogged('mirror.leased');
  });

  test('MI18 an edge that falls silent, as when a network swallows everything, costs a timeout and nothing else', async () => {
    const proxy = await startHalfOpenProxy({ port: Number(new URL(edge.origin).port) });
    const mirror = startMirror({ CARILLON_URL: `http://${proxy.address}` });
    edge.feed.append(sampleEvents(20));
    await untilAcknowledged(20);
    proxy.blackHole();
    edge.feed.append(sampleEvents(40).slice(20));
    await mirror.untilLogged('mirror.retrying');
    proxy.heal();
    await untilAcknowledged(40);
    await expectAllInOrder(40);
    await proxy.stop();
  });
});
