import { describe, expect, it } from 'vitest';
import { hasCurrent, matchableVersions } from './entity-tag.ts';

describe('If-None-Match (RFC 9110 §13.1.2, weak comparison)', () => {
  it.each([
    [undefined, false],
    ['"3"', true],
    ['W/"3"', true],
    ['"2"', false],
    ['"2", "3"', true],
    ['"2" , W/"3",', true],
    ['*', true],
    [' * ', true],
    ['3', false],
    ['"3', false],
    ['', false],
    ['"a,b"', false],
  ])('ET2 %s', (header, expected) => {
    expect(hasCurrent(header, 3)).toBe(expected);
  });
});

describe('If-Match (RFC 9110 §13.1.1, strong comparison)', () => {
  it.each([
    [undefined, undefined],
    ['*', undefined],
    ['"3"', [3]],
    ['"2", "3"', [2, 3]],
    ['W/"3"', [0]],
    ['W/"3", "4"', [4]],
    ['"abc"', [0]],
    ['"03"', [0]],
    ['"3e2"', [0]],
    [`"${'9'.repeat(30)}"`, [0]],
  ])('ET3 %s', (header, expected) => {
    expect(matchableVersions(header)).toEqual(expected);
  });

  it.each(['3', '"3', 'W/3', '"3" "4"', '', ',', '*, "3"'])('ET3 %s is no list of tags', (header) => {
    expect(() => matchableVersions(header)).toThrow(/not a list of entity tags/);
  });
});
