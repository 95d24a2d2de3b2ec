import { expect, test } from 'vitest';
import { dayWords } from './day-words.ts';

test.each([
  ['2026-11-21', { name: 'Today', date: 'Sat 21 November' }],
  ['2026-11-22', { name: 'Tomorrow', date: 'Sun 22 November' }],
  ['2026-11-27', { name: 'Friday', date: '27 November' }],
  ['2027-01-04', { name: 'Monday', date: '4 January 2027' }],
])('%s', (date, words) => {
  const { name, date: day } = dayWords(date, { today: '2026-11-21', locale: 'en-GB' });
  expect({ name, date: day.replace(',', '') }).toEqual(words);
});
