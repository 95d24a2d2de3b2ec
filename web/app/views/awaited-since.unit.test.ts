import { expect, test } from 'vitest';
import { awaitedSince } from './awaited-since.ts';

test('QL34 what comes to the address late does not overwrite what was typed since; where else one goes, the box follows', () => {
  const typed = ['', 'over', 'overdue'];
  expect(awaitedSince(typed, 'over')).toEqual(['over', 'overdue']);
  expect(awaitedSince(['over', 'overdue'], 'overdue')).toEqual(['overdue']);
  // The one before is where “back” leads.
  expect(awaitedSince(['overdue'], 'over')).toBeNull();
  expect(awaitedSince(['overdue'], '')).toBeNull();
});
