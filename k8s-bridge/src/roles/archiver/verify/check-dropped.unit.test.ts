import { expect, test } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { checkDropped } from './check-dropped.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const END_MS = Date.UTC(2025, 9, 1);
const hash = Buffer.alloc(32, 7);
const parts = {
  anchor: { count: 12, hash, droppedAt: toInstant(END_MS + 400 * DAY_MS) },
  isThere: false,
  keepDays: 400,
  nowMs: END_MS + 500 * DAY_MS,
  expected: new Map(),
};
const check = (over: Partial<typeof parts>) => checkDropped('2025-09', { ...parts, ...over })?.what ?? null;
const said = (count: number, bytes = hash) => new Map([[count, new Set([bytes.toString('hex')])]]);
const droppedAt = (ms: number) => ({ anchor: { ...parts.anchor, droppedAt: toInstant(ms) } });

test('AR14 a month that was dropped when all of it was too old is explained', () => {
  expect(check({})).toBeNull();
  expect(check({ expected: said(12) })).toBeNull();
  // Of what came before the end only the records could tell, and those are gone.
  expect(check({ expected: said(5, Buffer.alloc(32)) })).toBeNull();
});

test('AR14 one that went before its time is not, whatever it says of that time', () => {
  expect(check(droppedAt(END_MS + 400 * DAY_MS - 1))).toBe('dropped too early');
  expect(check({ nowMs: END_MS + 400 * DAY_MS - 1 })).toBe('dropped too early');
  expect(check({ keepDays: 401 })).toBe('dropped too early');
});

test('AR14 neither is one that is still there, or that ended elsewhere than the log says', () => {
  expect(check({ isThere: true })).toBe('dropped and there');
  expect(check({ expected: said(13) })).toBe('record missing');
  expect(check({ expected: said(12, Buffer.alloc(32)) })).toBe('log differs');
});
