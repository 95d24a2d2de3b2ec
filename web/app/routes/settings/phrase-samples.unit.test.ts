import { expect, test } from 'vitest';
import { parseCapture } from '#core/language/parse-capture.ts';
import { PHRASE_SAMPLES, phraseSamples } from './phrase-samples.ts';

const context = { now: '2026-11-21T10:00:00.000Z', zone: 'UTC' };
const CHOSEN = {
  morning: '06:01',
  noon: '12:02',
  afternoon: '14:03',
  endOfDay: '16:04',
  evening: '18:05',
  night: '22:06',
};

const lines = Object.entries(PHRASE_SAMPLES).flatMap(([locale, { dayparts }]) =>
  Object.entries(dayparts).map(([daypart, text]) => ({ locale, daypart, text })),
);

test.each(lines)('PS3 a sample shows what its setting says: $locale, $text', ({ locale, daypart, text }) => {
  const { due } = parseCapture(text, { ...context, locale, dayparts: CHOSEN });
  const time = CHOSEN[daypart as keyof typeof CHOSEN];
  expect(due).toEqual({ kind: 'floating', local: `2026-11-22T${time}` });
});

test.each(Object.entries(PHRASE_SAMPLES))('PS3 the sample of dates can be read both ways: %s', (locale, { date }) => {
  const due = (dateOrder: 'day_first' | 'month_first') => parseCapture(date, { ...context, locale, dateOrder }).due;
  expect(due('day_first')).toEqual({ kind: 'date', date: '2027-09-05' });
  expect(due('month_first')).toEqual({ kind: 'date', date: '2027-05-09' });
});

test('PS3 a language without samples has the English ones, in which it is read', () => {
  expect(phraseSamples('fr-CH')).toBe(PHRASE_SAMPLES.en);
  expect(phraseSamples('de-AT')).toBe(PHRASE_SAMPLES.de);
});
