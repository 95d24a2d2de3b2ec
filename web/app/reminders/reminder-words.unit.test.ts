import { expect, test } from 'vitest';
import type { ReminderWhen } from '#core/reminder/reminder.ts';
import type { Due } from '#core/task/due.ts';
import { leadWords, nextRing, type ReminderSettings, whenWords } from './reminder-words.ts';

const settings: ReminderSettings = { zone: 'Europe/Berlin', locale: 'en-GB', morning: '09:00', quietHours: null };
const DAY: Due = { kind: 'date', date: '2026-11-24' };
const TIME: Due = { kind: 'floating', local: '2026-11-24T15:00' };
const before = (minutes: number): ReminderWhen => ({ kind: 'before', minutes });
const NOW = { nowMs: Date.parse('2026-11-21T10:00:00Z'), isWaiting: true };

test.each<[ReminderWhen, Due | null, string]>([
  [before(0), TIME, 'At the due time'],
  [before(30), TIME, '30 min before'],
  [before(90), TIME, '1 h 30 min before'],
  [before(1440), TIME, '1 day before'],
  [before(0), DAY, 'On the day, at 9:00'],
  [before(1440), DAY, '1 day before, at 9:00'],
  [before(30), DAY, 'On the day, at 8:30'],
  [before(600), DAY, '1 day before, at 23:00'],
  [{ kind: 'floating', local: '2026-11-23T09:00' }, TIME, 'Mon 23 Nov, 9:00'],
  [{ kind: 'fixed', local: '2026-11-23T09:00', zone: 'America/New_York' }, TIME, 'Mon 23 Nov, 9:00 in New York'],
])('WEB44 %o on %o reads “%s”', (when, due, words) => {
  // Locales differ in the comma after a weekday, which is theirs to say.
  expect(whenWords(when, due, settings).replace('Mon,', 'Mon')).toBe(words);
});

test.each([
  [5, '5 min'],
  [60, '1 hour'],
  [120, '2 hours'],
  [2880, '2 days'],
  [10_080, '1 week'],
])('WEB44 %i minutes are “%s”', (minutes, words) => {
  expect(leadWords(minutes)).toBe(words);
});

test('WEB44 a reminder says when it rings next, where it was snoozed to, and after quiet hours', () => {
  const reminder = { when: before(30), ringAt: null };
  expect(nextRing(reminder, TIME, settings, NOW)).toMatchObject({ kind: 'rings', words: 'Tue 14:30' });
  const snoozed = { ...reminder, ringAt: '2026-11-21T10:20:00.000Z' };
  expect(nextRing(snoozed, TIME, settings, NOW)).toMatchObject({ kind: 'snoozed', words: '11:20' });
  const quiet = { ...settings, quietHours: { from: '14:00', to: '16:00' } };
  expect(nextRing(reminder, TIME, quiet, NOW)).toMatchObject({ kind: 'rings', words: 'Tue 16:00' });
});

test('WEB44 one whose moment has passed, or whose task is done, rings no more', () => {
  const reminder = { when: before(30), ringAt: null };
  const late = { ...NOW, nowMs: Date.parse('2026-11-24T13:30:00Z') };
  expect(nextRing(reminder, TIME, settings, late)).toEqual({ kind: 'past' });
  expect(nextRing(reminder, TIME, settings, { ...NOW, isWaiting: false })).toEqual({ kind: 'never' });
  expect(nextRing(reminder, null, settings, NOW)).toEqual({ kind: 'never' });
});
