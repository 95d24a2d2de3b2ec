import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * kafkajs 2.2.4 asks every millisecond, for each connection and for ever, whether a request waits, by a timer whose delay
 * is negative; Node 24 warns of that (https://github.com/tulios/kafkajs/issues/1704). Whatever enqueues a request
 * schedules the look at the queue itself, so that without a waiting one there is nothing to schedule. Goes when kafkajs
 * does the same (https://github.com/tulios/kafkajs/pull/1755).
 */
export function stillRequestQueue(): void {
  const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;
  if (schedule === scheduleWhenPending) return;
  original = schedule;
  RequestQueue.prototype.scheduleCheckPendingRequests = scheduleWhenPending;
}

let original: ((this: RequestQueue) => void) | null = null;

function scheduleWhenPending(this: RequestQueue): void {
  if (this.pending.length > 0) original?.call(this);
}
