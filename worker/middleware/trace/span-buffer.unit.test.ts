import { expect, it } from 'vitest';
import type { Span } from '#core/trace/otlp.ts';
import { createSpanBuffer, MOST_AT_ONCE, TELL_AFTER_MS } from './span-buffer.ts';

const span: Span = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  parentSpanId: null,
  name: 'GET page',
  startMs: 0,
  endMs: 1,
  attributes: {},
  isFailed: false,
};

/** A clock that goes on when told, and how many steps the collector was told with each call. */
function world() {
  let now = 0;
  const waits: { endMs: number; end: () => void }[] = [];
  const calls: number[] = [];
  return {
    calls,
    time: {
      nowMs: () => now,
      wait: (ms: number) => new Promise<void>((end) => waits.push({ endMs: now + ms, end })),
      tell: async (spans: readonly Span[]) => void calls.push(spans.length),
    },
    go: (ms: number) => {
      now += ms;
      for (const { endMs, end } of waits) if (endMs <= now) end();
    },
    cutOff: () => waits.splice(0),
  };
}

it('OB34 the steps of a hundred requests of an isolate cost one call, those after it another', async () => {
  const { time, go, calls } = world();
  const buffer = createSpanBuffer();
  for (const steps of [100, 3]) {
    const requests = Array.from({ length: steps }, () => buffer(span, time));
    go(TELL_AFTER_MS);
    await Promise.all(requests);
  }
  expect(calls).toEqual([100, 3]);
});

it('OB34 more than a call takes is told at once, and a request that was cut off holds nobody up for long', async () => {
  const { time, go, calls, cutOff } = world();
  const buffer = createSpanBuffer();
  void buffer(span, time);
  cutOff();
  for (let n = 1; n < MOST_AT_ONCE; n += 1) await buffer(span, time);
  expect(calls).toEqual([MOST_AT_ONCE]);
  go(2 * TELL_AFTER_MS);
  const next = buffer(span, time);
  go(TELL_AFTER_MS);
  await next;
  expect(calls).toEqual([MOST_AT_ONCE, 1]);
});
