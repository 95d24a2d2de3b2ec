import { expect, test } from 'vitest';
import type { SavedView } from '#core/view/view.ts';
import { shownViews } from './use-views.ts';

function view(id: string, version: number, change: Partial<SavedView> = {}): SavedView {
  const at = '2026-11-21T11:00:00.000Z';
  return {
    id,
    name: id,
    query: 'today',
    sort: null,
    order: null,
    orderKey: id,
    version,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    ...change,
  };
}

test('VW6 of each view the newest is shown, whether it was loaded or heard of; deleted ones are not', () => {
  const known = new Map([
    ['a', view('a', 1, { name: 'old' })],
    ['b', view('b', 3, { name: 'new' })],
    ['c', view('c', 2, { deletedAt: '2026-11-21T12:00:00.000Z' })],
    ['d', view('d', 1)],
  ]);
  expect(shownViews([view('a', 2), view('b', 2), view('c', 1)], known).map(({ name }) => name)).toEqual([
    'a',
    'new',
    'd',
  ]);
});
