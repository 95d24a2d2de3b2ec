import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { expect, test, vi } from 'vitest';
import { stillRequestQueue } from '#bridge/kafka/still-request-queue.ts';

test('SK13 a queue of kafkajs in which nothing waits sets no timer; one in which something waits does', () => {
  vi.useFakeTimers();
  stillRequestQueue();
  stillRequestQueue();
  const queue = Object.assign(Object.create(RequestQueue.prototype), {
    pending: [],
    throttledUntil: -1,
    inflight: new Map(),
  });
  queue.scheduleCheckPendingRequests();
  expect(vi.getTimerCount()).toBe(0);
  queue.pending.push({});
  queue.scheduleCheckPendingRequests();
  expect(vi.getTimerCount()).toBe(1);
  vi.useRealTimers();
});
