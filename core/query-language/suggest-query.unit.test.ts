import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';
import { suggestQuery } from './suggest-query.ts';

const names = { lists: ['Home Office', 'Garden', 'Büro & Co'], tags: ['home', 'homework', 'größe'] };

/** Suggestions with the caret at the end, or at `^`. */
function suggested(marked: string): string[] {
  const caret = marked.includes('^') ? marked.indexOf('^') : marked.length;
  return suggestQuery(marked.replace('^', ''), caret, names).suggestions.map(({ text }) => text);
}

it.each([
  ['tod', ['today']],
  ['#ho', ['#home', '#homework']],
  ['#GRO', ['#größe']],
  ['+h', ['+Home-Office']],
  ['+b', ['+Büro-\\&-Co']],
  ['no ', ['no date', 'no time', 'no priority', 'no tags']],
  ['today & no d', ['no date']],
  ['due b', ['due before:']],
  ['created aft', ['created after:']],
  ['due before: t', ['today', 'tomorrow', 'this month']],
  ['due before: next w', ['next week']],
  ['today & comp', ['completed', 'completed:', 'completed before:', 'completed after:']],
  ['7 d', ['7 days']],
  ['hom', ['#home', '#homework', '+Home-Office']],
  ['search: tod', []],
  ['"tod', []],
  ['to^day', ['tomorrow']],
  ['ove^r & #home', ['overdue']],
])('QL21 %j could go on as %j', (text, expected) => {
  expect(suggested(text)).toEqual(expected);
});

it('QL21 at the beginning, and behind a finished term, it offers what narrows', () => {
  expect(suggested('')).toContain('today');
  expect(suggested('#home & ')).toContain('overdue');
  expect(suggested('today ')).not.toContain('today');
});

it('QL21 what is taken can be read, wherever the caret stands', () => {
  const text = fc.array(fc.constantFrom('today', ' ', '&', '#ho', '+h', 'no', 'due', '"', '\\', '(', 'x', '😀', ':'), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(text, fc.nat(30), (parts, at) => {
      const whole = parts.join('');
      const { start, end, suggestions } = suggestQuery(whole, Math.min(at, whole.length), names);
      expect(start <= end && end <= whole.length).toBe(true);
      for (const { text: each } of suggestions) {
        if (!each.endsWith(':')) expect(parseQuery(each).problem, each).toBeNull();
      }
    }),
    { numRuns: 2000, seed: 32 },
  );
});
