import { expect, test } from 'vitest';
import { cronsDue, DAILY_CRON, MINUTELY_CRON, untilNextMinute } from './cron-due.ts';

const at = (text: string) => Date.parse(text);

test('the minutely cron fires every minute, the daily one only once its slot has passed', () => {
  const ran = at('2026-11-20T03:17:00Z');
  expect(cronsDue(at('2026-11-21T03:16:59Z'), ran)).toEqual([MINUTELY_CRON]);
  expect(cronsDue(at('2026-11-21T03:17:00Z'), ran)).toEqual([MINUTELY_CRON, DAILY_CRON]);
  expect(cronsDue(at('2026-11-21T03:18:00Z'), at('2026-11-21T03:17:00Z'))).toEqual([MINUTELY_CRON]);
});

test('days spent switched off are made up for once', () => {
  expect(cronsDue(at('2026-11-24T01:00:00Z'), at('2026-11-20T09:00:00Z'))).toEqual([MINUTELY_CRON, DAILY_CRON]);
  expect(cronsDue(at('2026-11-24T01:01:00Z'), at('2026-11-24T01:00:00Z'))).toEqual([MINUTELY_CRON]);
});

test('ticks fall on full minutes', () => {
  expect(untilNextMinute(at('2026-11-21T03:17:59.250Z'))).toBe(750);
  expect(untilNextMinute(at('2026-11-21T03:18:00Z'))).toBe(60_000);
});
