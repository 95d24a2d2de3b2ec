import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['86401', 86_400_000],
  ['Sat, 21 Nov 2026 12:01:30 GMT', 90_000],
  ['Saturday, 21-Nov-26 12:01:30 GMT', 90_000],
  ['Sat Nov 21 12:01:30 2026 GMT', 90_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['Fri, 21 Nov 2036 12:00:00 GMT', 86_400_000],
  ['-5', null],
  ['1.5', null],
  ['2027', 2_027_000],
  ['soon', null],
  ['Sometime, whenever', null],
  ['', null],
  [undefined, null],
])('NF21 Retry-After %j asks for %j ms', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});
