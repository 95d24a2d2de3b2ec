import { expect, test } from 'vitest';
import { differsFrom, lastOf, readExpectedHeads } from './expected-heads.ts';

const hash = (digit: string) => digit.repeat(64);
const line = (heads: object[]) => JSON.stringify({ time: 'now', level: 'info', event: 'archiver.heads', heads });

test('AR14 finds the heads in a log, whatever else stands there and whatever stands in front of a line', () => {
  const log = [
    '{"event":"bridge.started"}',
    `2026-11-21T10:00:00Z stdout F ${line([{ month: '2026-11', count: 3, hash: hash('a') }])}`,
    'not JSON',
    line([
      { month: '2026-10', count: 9, hash: hash('b') },
      { month: '2026-11', count: 5, hash: hash('c') },
    ]),
    '',
  ];
  const expected = readExpectedHeads(log.join('\n'));
  expect([...expected.keys()].sort()).toEqual(['2026-10', '2026-11']);
  const november = expected.get('2026-11') ?? new Map();
  expect(lastOf(november)).toBe(5);
  expect(differsFrom(november, { position: 3, hash: Buffer.from(hash('a'), 'hex') })).toBe(false);
  expect(differsFrom(november, { position: 3, hash: Buffer.from(hash('c'), 'hex') })).toBe(true);
  expect(differsFrom(november, { position: 4, hash: Buffer.from(hash('c'), 'hex') })).toBe(false);
});

test('AR14 a place of which the log says two things fits neither', () => {
  const log = [hash('a'), hash('b')].map((each) => line([{ month: '2026-11', count: 3, hash: each }])).join('\n');
  const november = readExpectedHeads(log).get('2026-11') ?? new Map();
  expect(differsFrom(november, { position: 3, hash: Buffer.from(hash('a'), 'hex') })).toBe(true);
});

test.each([
  ['that is empty', ''],
  ['of something else', '{"event":"mirror.started"}'],
  ['with no heads yet', line([])],
  ['that is cut off', line([{ month: '2026-11', count: 3, hash: hash('a') }]).slice(0, -3)],
  ['with a head that is none', line([{ month: 'november', count: 3, hash: hash('a') }])],
])('AR14 a log %s is no answer', (_, log) => {
  expect(() => readExpectedHeads(log)).toThrow('log');
});
