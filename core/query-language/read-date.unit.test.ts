import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { DATE_WORDS } from '#test/query-language/random-queries.ts';
import { explainQuery } from './explain-query.ts';
import { parseQuery } from './parse-query.ts';
import { planQuery } from './plan-query.ts';
import { dateLength, type Moment, readDate } from './read-date.ts';

vi.setConfig({ testTimeout: 60_000 });

const SATURDAY: Moment = { now: '2026-11-21T11:00:00.000Z', zone: 'Europe/Berlin' };

function planned(text: string, moment: Moment) {
  const { query, problem } = parseQuery(text);
  if (query === null) throw new Error(problem.message);
  return { plan: planQuery(query, { moment, lists: [] }), words: explainQuery(query, { moment, lists: [] }).join() };
}

it('QL7 a query may hold dates in any language, and means them as its owner does', () => {
  for (const words of ['nächsten freitag', 'el viernes', 'جمعہ کو', 'friday']) {
    expect(planned(`due: ${words} & p1`, SATURDAY).words, words).toContain('on Friday, 27 November 2026');
  }
  const dayOf = (locale: string, order: Moment['dateOrder'] = null) =>
    readDate('5/12', { ...SATURDAY, locale, dateOrder: order }, 'ahead');
  expect(dayOf('en')).toEqual({ kind: 'date', date: '2027-05-12' });
  expect(dayOf('de-AT')).toEqual({ kind: 'date', date: '2026-12-05' });
  expect(dayOf('en', 'day_first')).toEqual({ kind: 'date', date: '2026-12-05' });
  expect(readDate('tomorrow morning', { ...SATURDAY, dayparts: { morning: '06:30' } }, 'ahead')).toEqual({
    kind: 'time',
    local: '2026-11-22T06:30',
  });
});

it('QL7 takes as many words as are a date, and leaves the rest to be looked for', () => {
  expect(dateLength(['next', 'friday', 'cake'])).toBe(2);
  expect(dateLength(['nächste', 'woche', 'kuchen'])).toBe(2);
  expect(dateLength(['every', 'friday'])).toBe(0);
  expect(dateLength(['feb', '30'])).toBe(0);
  expect(dateLength([])).toBe(0);
});

it('QL8 a date that is none at the moment matches nothing, and the query stays one', () => {
  // February has no 31st.
  const january = { now: '2027-01-10T11:00:00.000Z', zone: 'UTC' };
  const { plan, words } = planned('due after: the 31st of next month', january);
  expect(plan).toContainEqual(
    expect.objectContaining({ of: expect.arrayContaining([{ kind: 'not', of: { kind: 'always' } }]) }),
  );
  expect(words).toContain('“the 31st of next month”, which is no day now');
  expect(planned('due: the 31st of next month', SATURDAY).words).toContain('31 December 2026');
});

it('QL8 what is a query now is one at every other moment', () => {
  const moment = fc.record({
    now: fc
      .date({ min: new Date('1975-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia'),
    locale: fc.constantFrom('en', 'de', 'es', 'ur', 'xx-XX'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...DATE_WORDS), fc.constantFrom('due', 'created'), moment, (words, field, at) => {
      expect(planned(`${field}: ${words}`, at).plan).toHaveLength(1);
    }),
    { numRuns: 2000, seed: 33 },
  );
});
