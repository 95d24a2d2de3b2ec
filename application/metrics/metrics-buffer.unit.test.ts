import { expect, it } from 'vitest';
import { count, type Tally } from '#core/metrics/tally.ts';
import { createMetricsBuffer, FLUSH_AFTER_MS } from './metrics-buffer.ts';

/** A clock that goes on when told, and a place that takes or refuses what is brought. */
function world() {
  let nowMs = 0;
  const waits: { endMs: number; end: () => void }[] = [];
  const brought: Tally[] = [];
  const failures: unknown[] = [];
  let isAway = false;
  return {
    brought,
    failures,
    breakDown: () => {
      isAway = true;
    },
    flush: {
      port: {
        add: async (tally: Tally) => {
          if (isAway) throw new Error('away');
          brought.push(tally);
        },
      },
      onFailure: (error: unknown) => failures.push(error),
      nowMs: () => nowMs,
      wait: (ms: number) => new Promise<void>((end) => waits.push({ endMs: nowMs + ms, end })),
    },
    go: (ms: number) => {
      nowMs += ms;
      for (const { endMs, end } of waits) if (endMs <= nowMs) end();
    },
    /** The request that waited is gone, and its wait with it. */
    cutOff: () => waits.splice(0),
  };
}

const one = (): Tally => {
  const tally: Tally = {};
  count(tally, 'alarms');
  return tally;
};

it('OB3 a hundred requests of an isolate cost one call', async () => {
  const { flush, go, brought } = world();
  const buffer = createMetricsBuffer();
  const requests = Array.from({ length: 100 }, () => {
    buffer.add(one());
    return buffer.flushLater(flush);
  });
  go(FLUSH_AFTER_MS);
  await Promise.all(requests);
  expect(brought).toEqual([{ alarms: { '[]': [100] } }]);
});

it('OB3 what comes after a flush is brought with the next, and a request that was cut off holds nobody up for long', async () => {
  const { flush, go, brought, cutOff } = world();
  const buffer = createMetricsBuffer();
  buffer.add(one());
  void buffer.flushLater(flush);
  cutOff();
  go(2 * FLUSH_AFTER_MS);
  buffer.add(one());
  const next = buffer.flushLater(flush);
  go(FLUSH_AFTER_MS);
  await next;
  expect(brought).toEqual([{ alarms: { '[]': [2] } }]);
});

it('OB3 a call that failed is told and not repeated: it may have arrived', async () => {
  const { flush, brought, failures, breakDown } = world();
  const buffer = createMetricsBuffer();
  buffer.add(one());
  breakDown();
  await buffer.flush(flush);
  await buffer.flush(flush);
  expect([brought.length, failures.length]).toEqual([0, 1]);
});
