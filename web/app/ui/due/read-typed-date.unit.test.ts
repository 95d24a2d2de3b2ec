import { expect, test } from 'vitest';
import { readTypedDate, typedDateExample } from './read-typed-date.ts';

const ctx = { today: '2026-11-21', chosen: null, locale: 'en-GB' };

test.each([
  ['2026-12-24', { date: '2026-12-24', time: null }],
  ['2026-12-24T15:00', { date: '2026-12-24', time: '15:00' }],
  ['2026-12-24 9:05', { date: '2026-12-24', time: '09:05' }],
  ['24/12/2026', { date: '2026-12-24', time: null }],
  ['24.12.26 15:00', { date: '2026-12-24', time: '15:00' }],
  ['3/11', { date: '2027-11-03', time: null }],
  ['21/11', { date: '2026-11-21', time: null }],
  ['29/2', { date: '2028-02-29', time: null }],
  ['15:00', { date: '2026-11-21', time: '15:00' }],
])('WEB40 “%s” is read', (text, read) => {
  expect(readTypedDate(text, ctx)).toEqual(read);
});

test('WEB40 the order of day and month is that of the locale', () => {
  expect(readTypedDate('12/24/2026', { ...ctx, locale: 'en-US' })).toEqual({ date: '2026-12-24', time: null });
  expect(readTypedDate('2026. 12. 24.', { ...ctx, locale: 'hu' })).toEqual({ date: '2026-12-24', time: null });
  expect(typedDateExample('2026-12-24', 'de-DE')).toBe('24.12.2026');
});

test('WEB40 a time alone is on the day that is chosen', () => {
  expect(readTypedDate('15:00', { ...ctx, chosen: '2026-12-01' })).toEqual({ date: '2026-12-01', time: '15:00' });
});

test.each(['', 'soon', '31/2/2027', '2026-02-30', '24/12/2026 25:00', '12', '1/2/3/4'])(
  'WEB40 “%s” is no date',
  (text) => {
    expect(readTypedDate(text, ctx)).toBeNull();
  },
);
