import { describe, expect, it } from 'vitest';
import { given, list, minute, task } from '#test/given.ts';
import type { CommandInput } from '../command/command.ts';

const home: CommandInput = { type: 'list.create', listId: list(1), name: 'Home' };
const work: CommandInput = { type: 'list.create', listId: list(2), name: 'Work' };
const held: CommandInput = { type: 'task.create', taskId: task(1), title: 'Held', listId: list(1) };
const onHome = { listId: list(1) };

describe('lists', () => {
  it('DM20 are made, renamed, archived, taken back and deleted, each as one event', () => {
    expect(given().when(home).events).toMatchObject([
      { type: 'list.created', after: { id: list(1), name: 'Home', version: 1 }, before: null },
    ]);
    expect(given(home).when({ type: 'list.rename', ...onHome, name: 'House' }).events).toMatchObject([
      { type: 'list.renamed', before: { name: 'Home' }, after: { version: 2 } },
    ]);
    expect(given(home).when({ type: 'list.archive', ...onHome }).events).toMatchObject([
      { type: 'list.archived', after: { archivedAt: minute(1) } },
    ]);
    expect(
      given(home, { type: 'list.archive', ...onHome }).when({ type: 'list.unarchive', ...onHome }).events,
    ).toMatchObject([{ type: 'list.unarchived', after: { archivedAt: null } }]);
    expect(given(home).when({ type: 'list.delete', ...onHome }).events).toMatchObject([
      { type: 'list.deleted', after: { deletedAt: minute(1) } },
    ]);
  });

  it('DM21 nothing happens when it is so already', () => {
    expect(given(home).when({ type: 'list.rename', ...onHome, name: 'Home' })).toMatchObject({
      refused: null,
      happened: [],
    });
    expect(given(home).when({ type: 'list.unarchive', ...onHome })).toMatchObject({ refused: null, happened: [] });
    expect(given(home, { type: 'list.archive', ...onHome }).when({ type: 'list.archive', ...onHome })).toMatchObject({
      refused: null,
      happened: [],
    });
  });

  it('DM22 one that holds tasks is not deleted; the trash does not hold it', () => {
    expect(given(home, held).when({ type: 'list.delete', ...onHome }).refused).toBe('invalid_state');
    expect(
      given(home, held, { type: 'task.complete', taskId: task(1) }).when({ type: 'list.delete', ...onHome }).refused,
    ).toBe('invalid_state');
    expect(
      given(home, held, { type: 'task.delete', taskId: task(1) }).when({ type: 'list.delete', ...onHome }).refused,
    ).toBeNull();
  });

  it.each<CommandInput>([
    { type: 'list.rename', listId: 'inbox', name: 'Mine' },
    { type: 'list.move', listId: 'inbox', after: null },
    { type: 'list.archive', listId: 'inbox' },
    { type: 'list.unarchive', listId: 'inbox' },
    { type: 'list.delete', listId: 'inbox' },
  ])('DM23 the Inbox stays as it is: $type is refused', (input) => {
    expect(given().when(input).refused).toBe('invalid_state');
  });

  it.each<[string, CommandInput[], CommandInput, string]>([
    ['a taken id', [home], home, 'id_taken'],
    ['the id of a deleted list', [home, { type: 'list.delete', ...onHome }], home, 'id_taken'],
    ['the id of the Inbox', [], { ...home, listId: 'inbox' }, 'id_taken'],
    ['an unknown list', [], { type: 'list.rename', ...onHome, name: 'x' }, 'not_found'],
    ['a deleted list', [home, { type: 'list.delete', ...onHome }], { type: 'list.archive', ...onHome }, 'not_found'],
    ['another version', [home], { type: 'list.archive', ...onHome, ifVersion: 2 }, 'precondition_failed'],
    ['moving after itself', [home], { type: 'list.move', ...onHome, after: list(1) }, 'not_found'],
    ['moving after nothing', [home], { type: 'list.move', ...onHome, after: list(9) }, 'not_found'],
  ])('DM24 refuses %s', (_name, before, input, code) => {
    expect(given(...before).when(input).refused).toBe(code);
  });

  it('OR8 move after one another; after null or the Inbox is the start', () => {
    const order = (...moves: CommandInput[]) => {
      const { world } = given(
        home,
        work,
        { type: 'list.create', listId: list(3), name: 'Third' },
        ...moves.slice(0, -1),
      ).when(moves.at(-1) ?? home);
      const others = [...world.lists.values()]
        .filter(({ id }) => id !== 'inbox')
        .sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1));
      return others.map(({ name }) => name);
    };
    expect(order({ type: 'list.move', listId: list(1), after: list(2) })).toEqual(['Work', 'Home', 'Third']);
    expect(order({ type: 'list.move', listId: list(3), after: null })).toEqual(['Third', 'Home', 'Work']);
    expect(order({ type: 'list.move', listId: list(3), after: 'inbox' })).toEqual(['Third', 'Home', 'Work']);
    expect(
      order(
        { type: 'list.move', listId: list(1), after: list(3) },
        { type: 'list.move', listId: list(2), after: list(1) },
      ),
    ).toEqual(['Third', 'Home', 'Work']);
  });
});
