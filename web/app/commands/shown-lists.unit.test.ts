import { expect, test } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import type { ListWithCount } from '#core/query/overview.ts';
import { shownLists } from './shown-lists.ts';
import { addWrite, confirmList, EMPTY_TASK_STATE } from './task-state.ts';

const NOW = '2026-11-21T12:00:00.000Z';
const list = (id: string, name: string, orderKey: string): ListWithCount => ({
  id,
  name,
  orderKey,
  version: 1,
  openCount: 2,
  createdAt: NOW,
  updatedAt: NOW,
  archivedAt: null,
  deletedAt: null,
});
const loaded = [list('inbox', 'Inbox', 'z'), list('list_a', 'A', 'a'), list('list_b', 'B', 'b')];

function names(...commands: CommandInput[]): string[] {
  const write = {
    correlationId: 'cor',
    commands: commands.map((command, index) => ({ id: String(index), command })),
    label: '',
    overlays: new Map(),
    subjects: new Set<string>(),
    createdId: null,
    atMs: 0,
    isRefusalQuiet: false,
  };
  return shownLists(loaded, addWrite(EMPTY_TASK_STATE, write, undefined), NOW).map(({ name }) => name);
}

test('the Inbox stands first, the others in their order', () => {
  expect(names()).toEqual(['Inbox', 'A', 'B']);
});

test('what is being saved shows already', () => {
  expect(names({ type: 'list.rename', listId: 'list_a', name: 'Alpha' })).toEqual(['Inbox', 'Alpha', 'B']);
  expect(names({ type: 'list.move', listId: 'list_b', after: null })).toEqual(['Inbox', 'B', 'A']);
  expect(names({ type: 'list.delete', listId: 'list_a' })).toEqual(['Inbox', 'B']);
  expect(names({ type: 'list.create', listId: 'list_c', name: 'C' })).toEqual(['Inbox', 'A', 'B', 'C']);
});

test('WEB9 what a delta told counts until the loader knows better', () => {
  const { openCount: _, ...told } = { ...list('list_a', 'Told', 'a'), version: 2 };
  const state = confirmList(EMPTY_TASK_STATE, told);
  expect(shownLists(loaded, state, NOW).map(({ name }) => name)).toEqual(['Inbox', 'Told', 'B']);
  const newer = loaded.map((each) => (each.id === 'list_a' ? { ...each, name: 'Newer', version: 3 } : each));
  expect(shownLists(newer, state, NOW).map(({ name }) => name)).toEqual(['Inbox', 'Newer', 'B']);
});
