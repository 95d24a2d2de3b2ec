import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { randomQuery } from '#test/query-language/random-queries.ts';
import { formatQuery } from './format-query.ts';
import { parseQuery } from './parse-query.ts';
import { MAX_QUERY_CHARACTERS } from './query.ts';

vi.setConfig({ testTimeout: 60_000 });

const LISTS = ['Home', 'Büro & Co', 'Work, later', 'a*b', 'Home Office'];

describe('queries', () => {
  it('QL1 what is written is read as it was', () => {
    fc.assert(
      fc.property(randomQuery(LISTS), (query) => {
        const text = formatQuery(query);
        fc.pre(text.length <= MAX_QUERY_CHARACTERS);
        expect(parseQuery(text), text).toMatchObject({ query, problem: null });
      }),
      { numRuns: 3000, seed: 32 },
    );
  });

  it('QL1 whatever was read, written and read again is the same', () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom(
          '&',
          '|',
          ',',
          '(',
          ')',
          '!',
          '*',
          '\\',
          '"',
          ' ',
          ':',
          '#',
          '+',
          'no ',
          'due ',
          'before',
          '7 days',
        ),
        fc.constantFrom('today ', 'search:', 'created after: ', 'friday ', '#home ', '+4 hours', 'p1 ', 'x', 'Ä', '😀'),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, (parts) => {
        const read = parseQuery(parts.join(''));
        if (read.query === null) return;
        expect(parseQuery(formatQuery(read.query)).query, parts.join('')).toEqual(read.query);
      }),
      { numRuns: 20_000, seed: 32 },
    );
  });

  it('QL2 a text that is no query is told where, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { query, problem, terms } = parseQuery(text);
        expect((query === null) !== (problem === null)).toBe(true);
        if (problem)
          expect(problem.start >= 0 && problem.start <= problem.end && problem.end <= text.length).toBe(true);
        for (const { start, end } of terms) expect(start < end && end <= text.length).toBe(true);
      }),
      { numRuns: 20_000, seed: 32 },
    );
  });

  it.each([
    ['', 0, 0, 'the end'],
    ['today &', 7, 7, 'the end'],
    ['today & & p1', 8, 9, '“&”'],
    ['(today | p1', 0, 1, '“(”'],
    ['today)', 5, 6, '“)”'],
    ['(a, b)', 2, 3, '“,”'],
    ['due before: soon', 12, 16, '“soon”'],
    ['due before: 2026-02-30', 12, 22, '“2026-02-30”'],
    ['due before:', 11, 11, 'the end'],
    ['search: & x', 8, 9, '“&”'],
    ['"call mum', 0, 9, '“"call mum”'],
    ['""', 0, 2, '“""”'],
    ['a\\', 1, 2, '“\\”'],
    ['0 days', 0, 1, '“0”'],
    ['a, ', 3, 3, 'the end'],
    ['no constructor & due: constructor', 22, 33, '“constructor”'],
    ['due befor: friday', 4, 10, '“befor:”'],
    ['due date: friday', 4, 9, '“date:”'],
    ['due zzz: friday', 4, 8, '“zzz:”'],
    ['p1 due after friday', 7, 12, '“after”'],
    ['completed before friday', 10, 16, '“before”'],
    ['today & status:open', 8, 15, '“status:”'],
    ['priority: high', 0, 9, '“priority:”'],
    ['foo:bar', 0, 4, '“foo:”'],
    ['Größe:3', 0, 6, '“Größe:”'],
    ['list: Home', 0, 5, '“list:”'],
  ])('QL2 %j is wrong from %i to %i, at %s', (text, start, end, found) => {
    expect(parseQuery(text).problem).toMatchObject({ start, end, found });
  });

  it('QL9 what is near to a field, or known from elsewhere, is told how it is written', () => {
    const expectedOf = (text: string) => parseQuery(text).problem?.expected;
    expect(expectedOf('due befor: friday')).toBe('before:');
    expect(expectedOf('creatd: today')).toBe('created:');
    expect(expectedOf('status:open')).toBe('open, completed, deleted or any');
    expect(expectedOf('tag:home')).toBe('#tag');
    expect(expectedOf('foo:bar')).toContain('written \\:');
    expect(expectedOf('due after friday')).toBe('after: with a colon');
  });

  it.each([
    '10:30',
    'at 9:00 p1',
    're: invoice',
    'TODO: paint',
    'https://example.com/a?b=c',
    'mailto:ada@example.com',
    'std::vector',
    'foo\\:bar',
    'status\\:open',
    '"status:open"',
    'search: status:open',
    'rent due after lunch-break',
    'the day after friday',
  ])('QL9 %s is no field', (text) => {
    expect(parseQuery(text).problem).toBeNull();
  });

  it('QL3 what is too long, too deep or too many is refused, and what is just within is not', () => {
    const problemOf = (text: string) => parseQuery(text).problem?.message ?? null;
    expect(problemOf('x'.repeat(1000))).toBeNull();
    expect(problemOf('x'.repeat(1001))).toContain('at most 1000 characters');
    expect(problemOf(`${'('.repeat(20)}x${')'.repeat(20)}`)).toBeNull();
    expect(problemOf(`${'!'.repeat(20)}x`)).toBeNull();
    expect(problemOf(`${'('.repeat(21)}x${')'.repeat(21)}`)).toContain('at most 20 brackets');
    expect(problemOf('('.repeat(1000))).toContain('at most 20 brackets');
    expect(problemOf(Array.from({ length: 60 }, () => 'x').join('|'))).toBeNull();
    expect(problemOf(Array.from({ length: 61 }, () => 'x').join('|'))).toContain('at most 60 terms');
    expect(problemOf('a,b,c,d,e,f,g,h')).toBeNull();
    expect(problemOf('a,b,c,d,e,f,g,h,i')).toContain('at most 8 lists');
  });
});
