import { expect, test } from 'vitest';
import { createRevalidationQueue } from './revalidation-queue.ts';

function start() {
  let nowMs = 0;
  const timers: { atMs: number; run: () => void }[] = [];
  const runs: { finish: () => void }[] = [];
  const queue = createRevalidationQueue({
    revalidate: () =>
      new Promise((resolve) => {
        runs.push({ finish: resolve });
      }),
    setTimer: (run, delayMs) => timers.push({ atMs: nowMs + delayMs, run }),
    nowMs: () => nowMs,
  });
  const pass = async (ms: number) => {
    for (const end = nowMs + ms; nowMs < end; nowMs += 1) {
      for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
    }
    await Promise.resolve();
    await Promise.resolve();
  };
  return { queue, runs, pass };
}

test('WEB6 a burst of fifty changes is one reload', async () => {
  const { queue, runs, pass } = start();
  for (let i = 0; i < 50; i += 1) {
    queue.ask();
    await pass(2);
  }
  await pass(200);
  expect(runs).toHaveLength(1);
});

test('what changes while a reload runs asks for one more, not for two at once', async () => {
  const { queue, runs, pass } = start();
  queue.ask();
  await pass(200);
  queue.ask();
  queue.ask();
  await pass(500);
  expect(runs).toHaveLength(1);
  runs[0]?.finish();
  await pass(0);
  await pass(200);
  expect(runs).toHaveLength(2);
});

test('changes that never pause do not wait for ever', async () => {
  const { queue, runs, pass } = start();
  for (let i = 0; i < 60; i += 1) {
    queue.ask();
    await pass(10);
  }
  expect(runs).toHaveLength(1);
});
