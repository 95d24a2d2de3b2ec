import { describe, expect, test } from 'vitest';
import { steppingClock } from '../../../test/mirror-stage.ts';
import { newCollector } from './collector.ts';

const LIMITS = { maxItems: 5, maxSize: 100, maxWaitMs: 1_000, quietMs: 20 };
const never = new AbortController().signal;

const newSubject = (clock = steppingClock()) => newCollector<string, 'done'>(LIMITS, clock);
const itemsOf = (batch: readonly { item: string }[]) => batch.map(({ item }) => item).join('');

describe('a collector', () => {
  test('AR12 makes a batch of no more than so many, and keeps the rest in order for the next', async () => {
    const subject = newSubject();
    for (const item of 'abcdefg') void subject.add(item, 1);
    expect(itemsOf(await subject.next(never))).toBe('abcde');
    expect(itemsOf(await subject.next(never))).toBe('fg');
  });

  test('AR12 makes a batch no larger than allowed, but for one item that is larger by itself', async () => {
    const subject = newSubject();
    void subject.add('a', 60);
    void subject.add('b', 60);
    void subject.add('c', 500);
    expect(itemsOf(await subject.next(never))).toBe('a');
    expect(itemsOf(await subject.next(never))).toBe('b');
    expect(itemsOf(await subject.next(never))).toBe('c');
  });

  test('AR12 waits while more comes, and no longer than the limit', async () => {
    const clock = steppingClock();
    let added = 0;
    const subject = newCollector<string, 'done'>(
      { ...LIMITS, maxItems: 1_000 },
      {
        ...clock,
        async wait(ms, signal) {
          await clock.wait(ms, signal);
          added += 1;
          void subject.add('x', 0);
        },
      },
    );
    void subject.add('x', 0);
    const startedMs = clock.monotonicMs();
    const batch = await subject.next(never);
    expect(clock.monotonicMs() - startedMs).toBe(LIMITS.maxWaitMs);
    expect(batch).toHaveLength(added + 1);
  });

  test('AR12 does not wait for what does not come', async () => {
    const clock = steppingClock();
    const subject = newSubject(clock);
    void subject.add('a', 1);
    const startedMs = clock.monotonicMs();
    await subject.next(never);
    expect(clock.monotonicMs() - startedMs).toBe(LIMITS.quietMs);
  });

  test('AR12 wakes for the first item, tells its outcome to whoever added it, and is empty when it is stopped', async () => {
    const subject = newSubject();
    const stop = new AbortController();
    const next = subject.next(stop.signal);
    const outcome = subject.add('a', 1);
    for (const { settle } of await next) settle('done');
    expect(await outcome).toBe('done');
    const last = subject.next(stop.signal);
    stop.abort();
    expect(await last).toEqual([]);
  });
});
