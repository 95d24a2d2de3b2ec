import { expect, test } from 'vitest';
import type { Due } from '#core/task/due.ts';
import { dueOf, dueParts, dueShortcuts } from './due-value.ts';

test.each<Due>([
  { kind: 'date', date: '2026-11-21' },
  { kind: 'floating', local: '2026-11-21T15:00' },
  { kind: 'fixed', local: '2026-11-21T15:00', zone: 'Europe/Berlin' },
])('$kind comes back from its parts', (due) => {
  expect(dueOf(dueParts(due))).toEqual(due);
});

test.each([
  ['2026-11-21', '2026-11-23'],
  ['2026-11-22', '2026-11-23'],
  ['2026-11-23', '2026-11-30'],
])('next week, on %s, is the Monday %s', (today, monday) => {
  expect(dueShortcuts(today).at(-1)?.date).toBe(monday);
});

test.each([
  ['2026-11-20', 'This weekend', '2026-11-21'],
  ['2026-11-21', 'Next weekend', '2026-11-28'],
  ['2026-11-22', 'Next weekend', '2026-11-28'],
])('the weekend, on %s, is “%s”, %s', (today, label, saturday) => {
  expect(dueShortcuts(today)).toContainEqual({ label, date: saturday });
});
