import { beforeEach, expect, test, vi } from 'vitest';
import type { SinkRecord } from '#bridge/sinks/event-sink.ts';
import type { EventSource, SourceRecord, Subscription, Verdict } from '#bridge/sources/event-source.ts';

/** An adapter with topics of its own, and a way to put records there that is not the adapter. */
export interface SourceStage {
  readonly newSource: () => EventSource;
  readonly put: (records: readonly SinkRecord[]) => Promise<void>;
}

const KEYS = ['usr_a', 'usr_b', 'usr_c'];

function records(from: number, to: number): SinkRecord[] {
  return Array.from({ length: to - from }, (_, index) => {
    const n = from + index;
    const key = KEYS[n % KEYS.length] ?? '';
    return { topic: 'task-events', key, body: `${n}`, contentType: 'application/json', headers: { nth: `${n}` } };
  });
}

const numbersOf = (handled: readonly SourceRecord[]) => handled.map(({ body }) => Number(body));
const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

/** What every EventSource promises; the adapters' own tests call it. */
export function sourceContract(
  newStage: () => Promise<SourceStage>,
  { canCollect = true, keepsContentType = true } = {},
): void {
  let stage: SourceStage;
  beforeEach(async () => {
    stage = await newStage();
  });

  /** Consumes until `isOver`, and says what was handed out, in order. */
  const consume = async (
    handle: (record: SourceRecord) => Verdict | Promise<Verdict>,
    isOver: (handled: readonly SourceRecord[]) => boolean,
    more: Partial<Subscription> = {},
  ): Promise<SourceRecord[]> => {
    const stop = new AbortController();
    const handled: SourceRecord[] = [];
    const run = stage.newSource().run(
      {
        group: 'readers',
        topics: ['task-events'],
        maxInFlight: 10,
        order: 'key',
        handle: async (record) => {
          handled.push(record);
          return await handle(record);
        },
        ...more,
      },
      stop.signal,
    );
    await vi.waitUntil(() => isOver(handled), { timeout: 60_000, interval: 10 });
    stop.abort();
    await run;
    return handled;
  };

  test('SK8 a group that is new gets everything from the oldest record on, each key in order, as it was put there', async () => {
    await stage.put(records(0, 60));
    const handled = await consume(
      () => 'done',
      ({ length }) => length >= 60,
    );
    for (const key of KEYS) {
      const own = numbersOf(handled.filter((record) => record.key === key));
      expect(own).toEqual(upTo(60).filter((n) => KEYS[n % KEYS.length] === key));
    }
    expect(handled[0]?.headers.nth).toBe(handled[0]?.body);
    if (keepsContentType) expect(handled[0]?.headers['content-type']).toBe('application/json');
  });

  test('SK8 what is done is not handed out again to whoever comes next of the group', async () => {
    await stage.put(records(0, 20));
    await consume(
      () => 'done',
      ({ length }) => length >= 20,
    );
    await stage.put(records(20, 30));
    const next = await consume(
      () => 'done',
      (handled) => numbersOf(handled).includes(29),
    );
    expect(sorted(numbersOf(next))).toEqual(upTo(30).slice(20));
  });

  test('SK9 what is to be tried again is, before anything behind it under its key; what is dropped is not', async () => {
    await stage.put(records(0, 12));
    const tries = new Map<number, number>();
    const handled = await consume(
      ({ body }) => {
        const n = Number(body);
        const nth = (tries.get(n) ?? 0) + 1;
        tries.set(n, nth);
        if (n === 4 && nth <= 2) return 'retry';
        if (n === 5 && nth === 1) throw new Error('something is not there');
        return n === 6 ? 'drop' : 'done';
      },
      (all) => sorted(numbersOf(all)).length === 12 && [9, 10, 11].every((n) => numbersOf(all).includes(n)),
    );
    const own = numbersOf(handled.filter(({ key }) => key === KEYS[1]));
    expect(own).toEqual([1, 4, 4, 4, 7, 10]);
    expect([tries.get(5), tries.get(6)]).toEqual([2, 1]);
  });

  test('SK10 what was under way and not done when a member ended is handed out again', async () => {
    await stage.put(records(0, 9));
    const never = Promise.withResolvers<Verdict>();
    const first = await consume(
      ({ body }) => {
        if (Number(body) !== 3) return 'done';
        never.resolve('retry');
        return never.promise;
      },
      (all) => numbersOf(all).includes(3),
    );
    const second = await consume(
      () => 'done',
      (all) => sorted([...numbersOf(first), ...numbersOf(all)]).length === 9 && numbersOf(all).includes(3),
    );
    expect(numbersOf(second)).toContain(3);
  });

  if (!canCollect) return;
  test('SK11 handlers that collect get as many as they allow at a time, in the order of the topic', async () => {
    await stage.put(records(0, 40).map((record) => ({ ...record, key: 'usr_a' })));
    const waiting: (() => void)[] = [];
    let most = 0;
    let done = 0;
    const handled = await consume(
      async (): Promise<Verdict> => {
        const turn = Promise.withResolvers<void>();
        waiting.push(turn.resolve);
        most = Math.max(most, waiting.length);
        if (waiting.length === 8) for (const release of waiting.splice(0)) release();
        await turn.promise;
        done += 1;
        return 'done';
      },
      () => done === 40,
      { order: 'none', maxInFlight: 8 },
    );
    expect(most).toBe(8);
    expect(numbersOf(handled)).toEqual(upTo(40));
  });
}
