import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, isEqualJson } from './json.ts';
import { changedFields } from './log/changed-fields.ts';

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
}

describe('JSON', () => {
  it('KY9 equal values have equal canonical text, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(isEqualJson(value, shuffled(value))).toBe(true);
        // JSON has no negative zero.
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 1000 },
    );
  });

  it('KY9 different values have different canonical text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const isSame = JSON.stringify(shuffled(shuffled(a))) === JSON.stringify(shuffled(shuffled(b)));
        if (isSame) expect(isEqualJson(a, b)).toBe(true);
        if (canonicalJson(a) === canonicalJson(b))
          expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
      }),
      { numRuns: 1000 },
    );
    for (const [a, b] of [
      [
        [1, 2],
        [2, 1],
      ],
      [{ a: null }, {}],
      ['1', 1],
      [[], {}],
      ['', null],
      [0, false],
    ] as const) {
      expect(isEqualJson(a, b)).toBe(false);
    }
  });

  it('DM3 the changed fields are those whose values differ, with the old values, without bookkeeping', () => {
    const before = { a: 1, b: [1, 2], c: { x: 1, y: 2 }, d: null, version: 1, updatedAt: 'then' };
    expect(changedFields(before, { ...before, version: 2, updatedAt: 'now' })).toBeNull();
    expect(changedFields(before, { ...before, c: { y: 2, x: 1 }, b: [1, 2] })).toBeNull();
    expect(changedFields<object>(before, { ...before, b: [2, 1], d: 0 })).toEqual({ b: [1, 2], d: null });
  });
});
