import { expect, test } from 'vitest';
import { chronoDates } from '#core/language/chrono-dates.ts';
import { mayHoldDate } from './may-hold-date.ts';

const left = (title: string) => ({ title, due: null });

test.each([
  'Call Ada in a few days',
  'Send it mid june',
  'Renew a couple of weeks from now',
  'Ship 3rd quarter numbers',
  'Ring at half past nine',
  'Ask by eight in the evening',
  'Meet 2027.5.9',
])('QA31 what the other reader takes for a date is shown to it: %s', (title) => {
  const found = chronoDates(title, { now: '2026-11-21T10:00:00.000Z', zone: 'UTC', locale: 'en' });
  expect([title, found.length > 0 && !mayHoldDate(left(title), 'en')]).toEqual([title, false]);
});

test.each<[string, Parameters<typeof mayHoldDate>]>([
  ['words that no date is made of', [left('Tune the bells'), 'en']],
  ['another language', [left('In ein paar days'), 'de']],
  [
    'a line whose date is understood',
    [{ title: 'Call in a few days', due: { kind: 'date', date: '2026-11-22' } }, 'en'],
  ],
])('QA31 it is not loaded for %s', (_, asked) => {
  expect(mayHoldDate(...asked)).toBe(false);
});
