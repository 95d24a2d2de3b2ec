import { expect, test } from 'vitest';
import { askAgainMs, isNotifierAway, nextTryMs } from './retry-schedule.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** As long as a claim is held for a notifier that does not report. */
const LEASE_MS = 2 * MINUTE_MS;
const SINCE_MS = 1_800_000_000_000;

/** How many minutes after something began to wait the log asks for it. */
function askedAfter(isAttended: boolean): number[] {
  const minutes: number[] = [];
  for (let nowMs = SINCE_MS; ; ) {
    const nextMs = askAgainMs({ sinceMs: SINCE_MS, nowMs, isAttended });
    if (nextMs === null) return minutes;
    nowMs = nextMs;
    minutes.push((nowMs - SINCE_MS) / MINUTE_MS);
  }
}

/** How many minutes after its first try a mail is tried, when so many tries were never reported and all others fail. */
function mailedAfter(unreported: number): number[] {
  const minutes: number[] = [];
  let nowMs = SINCE_MS;
  for (let attempts = 1; ; attempts += 1) {
    minutes.push((nowMs - SINCE_MS) / MINUTE_MS);
    const failed = { channel: 'email', attempts, firstAttemptMs: SINCE_MS, nowMs, retryAfterMs: null } as const;
    const nextMs = attempts <= unreported ? nowMs + LEASE_MS : nextTryMs(failed);
    if (nextMs === null) return minutes;
    nowMs = nextMs;
  }
}

test('NT13 a mail is tried for 21 minutes, also when notifiers died with it in their hands', () => {
  expect(mailedAfter(0)).toEqual([0, 1, 6, 21]);
  expect(mailedAfter(1)).toEqual([0, 2, 7, 22]);
  expect(mailedAfter(3)).toEqual([0, 2, 4, 6, 21]);
  expect(mailedAfter(8)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 21]);
});

test('NT14 a notifier that is expected is asked after 5 minutes, then twice as late, then every six hours, for a week', () => {
  const minutes = askedAfter(true);
  expect(minutes.slice(0, 9)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1000]);
  expect(minutes.at(-1)).toBeLessThan(7 * 24 * 60 + 361);
});

test('NT24 where none comes the first question is as early, and there are a third as many', () => {
  const minutes = askedAfter(false);
  expect(minutes.slice(0, 6)).toEqual([5, 20, 80, 320, 1280, 2720]);
  expect(minutes.length).toBeLessThanOrEqual(Math.ceil(askedAfter(true).length / 2.5));
});

test('NT24 one that has not come for a day is away, and one that never came', () => {
  expect(isNotifierAway(null, SINCE_MS)).toBe(true);
  expect(isNotifierAway(SINCE_MS - DAY_MS, SINCE_MS)).toBe(true);
  expect(isNotifierAway(SINCE_MS - DAY_MS + 1, SINCE_MS)).toBe(false);
});
