import { afterEach, beforeEach, expect, test } from 'vitest';
import { SinkFenced, SinkUnavailable } from '#bridge/errors.ts';
import type { EventSink, SinkRecord } from '#bridge/sinks/event-sink.ts';
import type { Topic } from '#core/feed/topics.ts';

/** An adapter with topics of its own, and a reader of them that is not the adapter. */
export interface SinkStage {
  /** @param name whom it fences */
  readonly newSink: (name: string) => EventSink;
  /** What a consumer sees of a topic, in the order of each key. */
  readonly read: (
    topic: Topic,
  ) => Promise<{ key: string | null; body: string | null; headers: Readonly<Record<string, string>> }[]>;
}

/** In what adapters differ. */
interface SinkAbilities {
  readonly canFence: boolean;
  /** What a record without a text looks like on its topic. */
  readonly tombstone?: null | '';
}

const GENEROUS_MS = 30_000;

function record(key: string, n: number): SinkRecord {
  const body = JSON.stringify({ key, n, text: `Grüße, 世界 ${n}` });
  return { topic: 'task-events', key, body, contentType: 'application/json', headers: { nth: String(n) } };
}

/** What every EventSink promises; the adapters' own tests call it. */
export function sinkContract(newStage: () => Promise<SinkStage>, { canFence, tombstone = null }: SinkAbilities): void {
  let stage: SinkStage;
  let sinks: EventSink[];
  const connect = async (name: string): Promise<EventSink> => {
    const sink = stage.newSink(name);
    sinks.push(sink);
    await sink.connect();
    return sink;
  };
  beforeEach(async () => {
    stage = await newStage();
    sinks = [];
  });
  afterEach(() => Promise.all(sinks.map((sink) => sink.close())));

  test('SK1 what was acknowledged is on its topic: every record once, its text and headers as given, each key in order', async () => {
    const sink = await connect('one');
    const keys = ['usr_a', 'usr_b', 'usr_c', 'usr_d'];
    const batches = Array.from({ length: 5 }, (_, b) =>
      Array.from({ length: 40 }, (_each, n) => record(keys[n % keys.length] ?? '', b * 40 + n)),
    );
    for (const batch of batches) await sink.publish(batch, { timeoutMs: GENEROUS_MS });
    const read = await stage.read('task-events');
    for (const key of keys) {
      const expected = batches.flat().filter((each) => each.key === key);
      const found = read.filter((each) => each.key === key);
      expect(found.map(({ body }) => body)).toEqual(expected.map(({ body }) => body));
      expect(found.map(({ headers }) => headers.nth)).toEqual(expected.map(({ headers }) => headers.nth));
      expect(found.every(({ headers }) => headers['content-type'] === 'application/json')).toBe(true);
    }
  });

  test('SK1 records of one batch go to several topics, and a tombstone is a record without a text', async () => {
    const sink = await connect('one');
    const deletion: SinkRecord = { ...record('task_1', 1), topic: 'task-updates', body: null };
    await sink.publish([record('usr_a', 1), deletion, { ...record('usr_a', 2), topic: 'reminders' }], {
      timeoutMs: GENEROUS_MS,
    });
    expect(await stage.read('task-updates')).toMatchObject([{ key: 'task_1', body: tombstone }]);
    expect(await stage.read('reminders')).toHaveLength(1);
  });

  test('SK1 the time it may take can be a fraction, as what is left of a lease is', async () => {
    const sink = await connect('one');
    await sink.publish([record('usr_a', 1)], { timeoutMs: GENEROUS_MS + 0.25 });
    expect(await stage.read('task-events')).toHaveLength(1);
  });

  test('SK1 nothing to publish is published at once', async () => {
    const sink = await connect('one');
    await sink.publish([], { timeoutMs: GENEROUS_MS });
  });

  test('SK2 what is not connected publishes nothing, and works after it was closed and connected again', async () => {
    const sink = stage.newSink('one');
    sinks.push(sink);
    await expect(sink.publish([record('usr_a', 1)], { timeoutMs: GENEROUS_MS })).rejects.toThrow(SinkUnavailable);
    await sink.connect();
    await sink.publish([record('usr_a', 2)], { timeoutMs: GENEROUS_MS });
    await sink.close();
    await expect(sink.publish([record('usr_a', 3)], { timeoutMs: GENEROUS_MS })).rejects.toThrow(SinkUnavailable);
    await sink.connect();
    await sink.publish([record('usr_a', 4)], { timeoutMs: GENEROUS_MS });
    const read = await stage.read('task-events');
    expect(read.map(({ headers }) => headers.nth)).toEqual(['2', '4']);
  });

  if (!canFence) return;
  test('SK3 who connects later under the same name shuts out who was there before', async () => {
    const first = await connect('one');
    await first.publish([record('usr_a', 1)], { timeoutMs: GENEROUS_MS });
    const second = await connect('one');
    await expect(first.publish([record('usr_a', 2)], { timeoutMs: GENEROUS_MS })).rejects.toThrow(SinkFenced);
    await second.publish([record('usr_a', 3)], { timeoutMs: GENEROUS_MS });
    const other = await connect('two');
    await other.publish([record('usr_a', 4)], { timeoutMs: GENEROUS_MS });
    await second.publish([record('usr_a', 5)], { timeoutMs: GENEROUS_MS });
    const read = await stage.read('task-events');
    expect(read.map(({ headers }) => headers.nth)).toEqual(['1', '3', '4', '5']);
  });
}
