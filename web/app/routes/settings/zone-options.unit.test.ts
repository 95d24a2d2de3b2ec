import { expect, test } from 'vitest';
import { offsetWords, zoneLabel, zoneOptions } from './zone-options.ts';

const winter = Date.UTC(2026, 10, 21, 13, 5);
const summer = Date.UTC(2026, 6, 21, 13, 5);

test.each([
  ['+00:00', 'UTC'],
  ['+01:00', 'UTC+1'],
  ['-03:30', 'UTC−3:30'],
  ['+05:45', 'UTC+5:45'],
  ['+14:00', 'UTC+14'],
])('%s is %s', (offset, words) => {
  expect(offsetWords(offset)).toBe(words);
});

test('the offset is the one of the moment', () => {
  expect(zoneLabel('Europe/Berlin', winter)).toBe('Europe/Berlin (UTC+1)');
  expect(zoneLabel('Europe/Berlin', summer)).toBe('Europe/Berlin (UTC+2)');
  expect(zoneLabel('America/New_York', winter)).toBe('America/New York (UTC−5)');
});

test('every zone can be chosen, the one in use too', () => {
  const options = zoneOptions('Europe/Kyiv', winter).map(({ value }) => value);
  expect(options.length).toBeGreaterThan(400);
  expect(options).toContain('Europe/Kyiv');
  expect(options).toContain('UTC');
  expect(new Set(options).size).toBe(options.length);
});
