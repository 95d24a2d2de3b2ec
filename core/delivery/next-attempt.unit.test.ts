import { expect, it } from 'vitest';
import { nextAttemptMs } from './next-attempt.ts';

const HOUR_MS = 3_600_000;

it('PU5 the pauses double, up to five minutes, and it ends within the hour', () => {
  const tries: number[] = [];
  let nowMs = 0;
  for (let attempts = 1; ; attempts += 1) {
    tries.push(nowMs);
    const next = nextAttemptMs({ attempts, firstAttemptMs: 0, nowMs, retryAfterMs: null });
    if (next === null) break;
    nowMs = next;
  }
  expect(tries.slice(0, 5)).toEqual([0, 5000, 15_000, 35_000, 75_000]);
  expect(nowMs).toBeGreaterThan(HOUR_MS - 300_000);
  expect(nowMs).toBeLessThanOrEqual(HOUR_MS);
  expect(tries.length).toBeLessThan(25);
});

it('PU5 never before the other side said, and not at all when that is too late', () => {
  const failed = { attempts: 1, firstAttemptMs: 1000, nowMs: 1000 };
  expect(nextAttemptMs({ ...failed, retryAfterMs: 60_000 })).toBe(61_000);
  expect(nextAttemptMs({ ...failed, retryAfterMs: 1 })).toBe(6000);
  expect(nextAttemptMs({ ...failed, retryAfterMs: HOUR_MS })).toBe(1000 + HOUR_MS);
  expect(nextAttemptMs({ ...failed, retryAfterMs: HOUR_MS + 1 })).toBeNull();
});
