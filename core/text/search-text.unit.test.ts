import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { foldText, searchText, searchWords } from './search-text.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

function isFound(query: string, title: string, notes = ''): boolean {
  const text = searchText(title, notes);
  return searchWords(query).every((word) => text.includes(word));
}

// An iota subscript is a mark in lower case and a letter in upper case; that one is beyond folding.
const IOTA_SUBSCRIPT = /\u0345/u;

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter(
    (text) =>
      !IOTA_SUBSCRIPT.test(text.normalize('NFD')) &&
      !/\s/u.test(text) &&
      foldText(text) !== '' &&
      !/\s/u.test(foldText(text)),
  );

describe('search', () => {
  it.each([
    ['strasse', 'Straße'],
    ['STRASSE', 'straße'],
    ['straße', 'STRASSE'],
    ['strasse', 'STRAẞE'],
    ['creme brulee', 'Crème brûlée'],
    ['crème', 'creme'],
    ['ISTANBUL', 'İstanbul'],
    ['istanbul', 'ıstanbul'],
    ['ΟΔΟΣ', 'οδοστρωμα'],
    ['οδός', 'ΟΔΟΣ'],
    ['ｍｉｌｋ', 'milk'],
    ['milk', 'ＭＩＬＫ'],
    ['ｶﾀｶﾅ', 'カタカナ'],
    ['買い', '買い物リスト'],
    ['молоко', 'Купить МОЛОКО'],
    ['ёлка', 'елка'],
    ['office', 'oﬃce'],
    ['bread milk', 'milk and bread'],
  ])('SR1 “%s” finds “%s”', (query, title) => {
    expect(isFound(query, title)).toBe(true);
    expect(isFound(query, 'x', title)).toBe(true);
  });

  it('SR2 every word must occur; one does not reach from the title into the notes', () => {
    expect(isFound('milk bread', 'milk')).toBe(false);
    expect(isFound('milkbread', 'milk', 'bread')).toBe(false);
    expect(isFound('milk bread', 'milk', 'bread')).toBe(true);
    expect(searchWords('  a  bb a ')).toEqual(['bb', 'a']);
  });

  it('SR3 folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 3000 },
    );
    for (let point = 0; point < 0x30000; point += 1) {
      const text = String.fromCodePoint(point);
      if (foldText(foldText(text)) !== foldText(text))
        throw new Error(`U+${point.toString(16)} folds differently the second time`);
    }
  });

  it('SR4 any word of a text finds the text, in any case', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(3), (words, pick) => {
        const picked = words[pick % words.length] ?? '';
        const title = words.join(' ');
        expect(isFound(picked, title)).toBe(true);
        expect(isFound(picked.toUpperCase(), title)).toBe(true);
        expect(isFound(picked.toLowerCase(), title)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
