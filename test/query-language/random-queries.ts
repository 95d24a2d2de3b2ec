import fc from 'fast-check';
import {
  DATE_FIELDS,
  type Expression,
  PRIORITY_WORDS,
  type Query,
  STATES,
  type Term,
} from '#core/query-language/query.ts';
import { normaliseTag } from '#core/tag/tag.ts';

/** Dates of every kind that a query knows. */
export const DATE_WORDS = [
  'today',
  'tomorrow',
  'yesterday',
  'friday',
  'next friday',
  'last monday',
  'next week',
  'this month',
  'this weekend',
  'end of month',
  '2026-11-21',
  '2026-11-21t15:00',
  'dec 5',
  '12 april 2027',
  'the 31st',
  'feb 29',
  '12/5',
  'friday at 3 pm',
  '15:00',
  '-3 days',
  '+4 hours',
  '2 weeks ago',
  'now',
  'now-30m',
  'now/d+1w',
  'now/M',
  'nächsten freitag',
  'letzte woche',
  'el viernes a las 17:00',
  'hace 3 días',
  'جمعہ کو',
  'tomorrow morning',
  'the 31st of next month',
  'fifth friday of next month',
] as const;

const WORDS = [
  'dentist',
  'Größe',
  'today',
  'no',
  'p1',
  'a',
  'Milk & eggs',
  '"x"',
  '#1',
  '+',
  'due:',
  'http://x',
  '',
  '7',
];
const piece = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const tagPiece = fc.constantFrom('home', 'work', 'größe', 'a', 'b-c', 'ho').map(normaliseTag);

/** Pieces between stars: empty ones only at the ends, and never nothing at all. */
function patternOf(pieces: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  return fc
    .array(pieces, { minLength: 1, maxLength: 3 })
    .map((all) => all.filter((each, at) => each !== '' || at === 0 || at === all.length - 1))
    .filter((all) => all.length > 1 || (all[0] ?? '') !== '');
}

/** @param names what lists may be called */
export function randomTerm(names: readonly string[]): fc.Arbitrary<Term> {
  const hasName = (pattern: readonly string[]) => pattern.length > 1 || /\p{L}/u.test(pattern.join(''));
  return fc.oneof(
    { arbitrary: fc.constantFrom(...STATES).map((state): Term => ({ kind: 'state', state })), weight: 4 },
    { arbitrary: fc.integer({ min: 1, max: 400 }).map((days): Term => ({ kind: 'days', days })), weight: 1 },
    {
      arbitrary: fc.record({
        kind: fc.constant('date' as const),
        field: fc.constantFrom(...DATE_FIELDS),
        relation: fc.constantFrom('on' as const, 'before' as const, 'after' as const),
        date: fc.constantFrom(...DATE_WORDS),
      }),
      weight: 4,
    },
    {
      arbitrary: fc
        .constantFrom(...Object.values(PRIORITY_WORDS))
        .map((priority): Term => ({ kind: 'priority', priority })),
      weight: 1,
    },
    { arbitrary: patternOf(tagPiece).map((pattern): Term => ({ kind: 'tag', pattern })), weight: 2 },
    {
      arbitrary: patternOf(fc.oneof(fc.constantFrom(...names), piece))
        .filter(hasName)
        .map((pattern): Term => ({ kind: 'list', pattern })),
      weight: 2,
    },
    { arbitrary: patternOf(piece).map((pattern): Term => ({ kind: 'text', pattern })), weight: 3 },
  );
}

/** Expressions in the form in which they are read: no `and` within an `and`, no `or` within an `or`. */
export function randomExpression(names: readonly string[], depth = 3): fc.Arbitrary<Expression> {
  const term: fc.Arbitrary<Expression> = randomTerm(names);
  if (depth === 0) return term;
  const inner = randomExpression(names, depth - 1);
  const series = (kind: 'and' | 'or') =>
    fc
      .array(inner, { minLength: 2, maxLength: 3 })
      .map((of): Expression => ({ kind, of: of.flatMap((each) => (each.kind === kind ? each.of : [each])) }));
  return fc.oneof(
    { arbitrary: term, weight: 3 },
    { arbitrary: series('and'), weight: 2 },
    { arbitrary: series('or'), weight: 2 },
    { arbitrary: inner.map((of): Expression => ({ kind: 'not', of })), weight: 1 },
  );
}

export function randomQuery(names: readonly string[]): fc.Arbitrary<Query> {
  return fc.array(randomExpression(names), { minLength: 1, maxLength: 2 }).map((views) => ({ views }));
}
