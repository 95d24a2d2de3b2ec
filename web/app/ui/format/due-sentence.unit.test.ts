import { expect, test } from 'vitest';
import type { Due } from '#core/task/due.ts';
import { dueSentence } from './due-sentence.ts';

const ctx = { nowMs: Date.parse('2026-11-21T10:00:00Z'), zone: 'Europe/Berlin', locale: 'en-GB' };

test.each<[Due, string]>([
  [{ kind: 'date', date: '2026-11-21' }, 'Today, Saturday 21 November'],
  [{ kind: 'floating', local: '2026-11-22T15:00' }, 'Tomorrow, Sunday 22 November, 15:00'],
  [{ kind: 'date', date: '2026-11-20' }, 'Yesterday, Friday 20 November'],
  [{ kind: 'date', date: '2027-01-04' }, 'Monday, 4 January 2027'],
  [
    { kind: 'fixed', local: '2026-11-22T09:00', zone: 'America/New_York' },
    'Tomorrow, Sunday 22 November, 9:00 in New York (15:00 for you)',
  ],
  [
    { kind: 'fixed', local: '2026-11-21T22:00', zone: 'America/New_York' },
    'Saturday 21 November, 22:00 in New York (Sun 4:00 for you)',
  ],
  [{ kind: 'fixed', local: '2026-11-22T09:00', zone: 'Europe/Berlin' }, 'Tomorrow, Sunday 22 November, 9:00 in Berlin'],
])('WEB40 %o reads “%s”', (due, words) => {
  expect(dueSentence(due, ctx)).toBe(words);
});

test('WEB40 a date that is written from right to left is isolated from the sentence around it', () => {
  const words = dueSentence({ kind: 'floating', local: '2026-11-22T17:00' }, { ...ctx, locale: 'ur' });
  expect(words).toMatch(/^Tomorrow, \u2068[^\u2068\u2069]*اتوار[^\u2068\u2069]*\u2069, \d/u);
});
