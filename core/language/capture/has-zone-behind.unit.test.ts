import { expect, it } from 'vitest';
import { parseCapture } from '../parse-capture.ts';

function read(text: string, locale = 'en') {
  // A Wednesday.
  const { title, due } = parseCapture(text, { now: '2027-05-05T08:00:00.000Z', zone: 'Europe/Paris', locale });
  return [title, due === null || due.kind === 'date' ? (due?.date ?? null) : due.local];
}

it('LG28 a time of another place is none of the user: it stays as typed, and the day beside it counts', () => {
  expect(read('call Kenji at 9am JST')).toEqual(['call Kenji at 9am JST', null]);
  expect(read('call Kenji tomorrow at 9am JST')).toEqual(['call Kenji at 9am JST', '2027-05-06']);
  expect(read('call Kenji friday 16:00 (UTC)')).toEqual(['call Kenji 16:00 (UTC)', '2027-05-07']);
  expect(read('call Kenji tomorrow at 9am Tokyo time')).toEqual(['call Kenji at 9am Tokyo time', '2027-05-06']);
  expect(read('llamar mañana a las 9:00 hora de Tokio', 'es')).toEqual([
    'llamar a las 9:00 hora de Tokio',
    '2027-05-06',
  ]);
  // Without one it is the user's own.
  expect(read('stretch tomorrow at 9am')).toEqual(['stretch', '2027-05-06T09:00']);
});

it('LG28 a time that no clock shows stays as typed beside the day that was said', () => {
  expect(read('dentist friday 25:00')).toEqual(['dentist 25:00', '2027-05-07']);
  expect(read('dentist friday 9:75')).toEqual(['dentist 9:75', '2027-05-07']);
});
