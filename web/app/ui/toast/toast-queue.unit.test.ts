import { expect, test } from 'vitest';
import { createToastQueue, TOAST_MS, type ToastTimer } from './toast-queue.ts';

/** A clock that stands still until it is told to go on. */
function fakeTimer() {
  let nowMs = 0;
  let waiting: { atMs: number; callback: () => void }[] = [];
  const timer: ToastTimer = {
    set(callback, delayMs) {
      const entry = { atMs: nowMs + delayMs, callback };
      waiting.push(entry);
      return entry;
    },
    clear(handle) {
      waiting = waiting.filter((entry) => entry !== handle);
    },
    nowMs: () => nowMs,
  };
  const pass = (ms: number) => {
    nowMs += ms;
    const due = waiting.filter((entry) => entry.atMs <= nowMs);
    waiting = waiting.filter((entry) => entry.atMs > nowMs);
    for (const entry of due) entry.callback();
  };
  return { timer, pass };
}

test('a toast stays at least 8 seconds', () => {
  expect(TOAST_MS).toBeGreaterThanOrEqual(8000);
  const { timer, pass } = fakeTimer();
  const queue = createToastQueue(timer);
  queue.add({ message: 'Completed' });
  pass(TOAST_MS - 1);
  expect(queue.list()).toHaveLength(1);
  pass(1);
  expect(queue.list()).toHaveLength(0);
});

test('while someone reads, time stands still', () => {
  const { timer, pass } = fakeTimer();
  const queue = createToastQueue(timer);
  queue.add({ message: 'Completed' });
  pass(TOAST_MS - 3000);
  queue.pause();
  pass(60_000);
  queue.add({ message: 'Came meanwhile' });
  expect(queue.list()).toHaveLength(2);
  queue.resume();
  pass(2999);
  expect(queue.list()).toHaveLength(2);
  pass(1);
  expect(queue.list().map(({ message }) => message)).toEqual(['Came meanwhile']);
});

test('a fourth toast takes the place of the oldest', () => {
  const queue = createToastQueue(fakeTimer().timer);
  for (const message of ['a', 'b', 'c', 'd']) queue.add({ message });
  expect(queue.list().map(({ message }) => message)).toEqual(['b', 'c', 'd']);
});

test('a toast about the same takes the place of the earlier one', () => {
  const queue = createToastQueue(fakeTimer().timer);
  queue.add({ message: 'Completed', topic: 'a' });
  queue.add({ message: 'Moved', topic: 'b' });
  queue.add({ message: 'Saved' });
  queue.add({ message: 'Undone: Completed', topic: 'a' });
  expect(queue.list().map(({ message }) => message)).toEqual(['Moved', 'Saved', 'Undone: Completed']);
});
