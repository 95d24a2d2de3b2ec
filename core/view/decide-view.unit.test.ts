import { describe, expect, it } from 'vitest';
import { command, given } from '#test/given.ts';
import { nthId } from '#test/ids.ts';
import type { CommandInput } from '../command/command.ts';

const viewId = nthId('view', 1);
const home: CommandInput = { type: 'view.create', viewId, name: 'Home', query: '#home & today' };
const onHome = { viewId };

describe('saved views', () => {
  it('VW1 are made, changed and deleted, each as one event', () => {
    expect(given().when(home).events).toMatchObject([
      {
        type: 'view.created',
        after: { id: viewId, name: 'Home', query: '#home & today', sort: null, order: null, version: 1 },
        before: null,
      },
    ]);
    const changed = given(home).when({
      type: 'view.update',
      ...onHome,
      patch: { query: 'p1', sort: 'due', order: 'desc' },
    });
    expect(changed.events).toMatchObject([
      {
        type: 'view.updated',
        before: { query: '#home & today', sort: null, order: null },
        after: { name: 'Home', version: 2 },
      },
    ]);
    expect(given(home).when({ type: 'view.delete', ...onHome }).events).toMatchObject([{ type: 'view.deleted' }]);
  });

  it('VW1 nothing happens to a view that is as asked already', () => {
    const same: CommandInput = { type: 'view.update', ...onHome, patch: { name: 'Home' } };
    expect(given(home).when(same)).toMatchObject({ refused: null, happened: [] });
    expect(given(home).when({ type: 'view.update', ...onHome, patch: {} })).toMatchObject({
      refused: null,
      happened: [],
    });
  });

  it.each<[string, CommandInput[], CommandInput, string]>([
    ['a taken id', [home], home, 'id_taken'],
    ['the id of a deleted view', [home, { type: 'view.delete', ...onHome }], home, 'id_taken'],
    ['an unknown view', [], { type: 'view.delete', ...onHome }, 'not_found'],
    ['a deleted view', [home, { type: 'view.delete', ...onHome }], { type: 'view.delete', ...onHome }, 'not_found'],
    [
      'another version',
      [home],
      { type: 'view.update', ...onHome, patch: { name: 'x' }, ifVersion: 2 },
      'precondition_failed',
    ],
  ])('VW2 %s is refused', (_name, before, input, code) => {
    expect(given(...before).when(input).refused).toBe(code);
  });

  it('VW2 a hundred views are the most; a deleted one makes room', () => {
    const views = Array.from({ length: 100 }, (_, n): CommandInput => {
      return { type: 'view.create', viewId: nthId('view', n), name: `${n}`, query: 'today' };
    });
    const more: CommandInput = { type: 'view.create', name: 'one more', query: 'today' };
    expect(given(...views).when(more).refused).toBe('limit_reached');
    expect(given(...views, { type: 'view.delete', viewId: nthId('view', 7) }).when(more).refused).toBeNull();
  });

  it('VW3 undo takes a view away, back, or to what it was, unless somebody changed it since', () => {
    const undo = (n: number): CommandInput => ({ type: 'undo', correlationId: command(n) });
    const rename: CommandInput = { type: 'view.update', ...onHome, patch: { name: 'House' } };
    expect(given(home).when(undo(0)).events).toMatchObject([{ type: 'view.deleted' }]);
    expect(given(home, rename).when(undo(1)).events).toMatchObject([{ type: 'view.updated', after: { name: 'Home' } }]);
    expect(given(home, { type: 'view.delete', ...onHome }).when(undo(1)).events).toMatchObject([
      { type: 'view.restored', after: { deletedAt: null } },
    ]);
    const again: CommandInput = { type: 'view.update', ...onHome, patch: { name: 'Third' } };
    expect(given(home, rename, again).when(undo(1)).refused).toBe('undo_blocked');
  });

  describe('their order', () => {
    const [one, two, three] = [1, 2, 3].map((n): CommandInput & { viewId: string } => {
      return { type: 'view.create', viewId: nthId('view', n), name: `${n}`, query: 'today' };
    }) as [CommandInput, CommandInput, CommandInput];
    const move = (n: number, after: number | null): CommandInput => ({
      type: 'view.move',
      viewId: nthId('view', n),
      after: after === null ? null : nthId('view', after),
    });
    const order = (...moves: CommandInput[]) => {
      const { world } = given(one, two, three, ...moves.slice(0, -1)).when(moves.at(-1) ?? one);
      const views = [...world.views.values()].sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1));
      return views.map(({ name }) => name).join('');
    };

    it('VW7 a view moves after another one; null is the start', () => {
      expect(order(move(1, 2))).toBe('213');
      expect(order(move(3, null))).toBe('312');
      expect(order(move(1, 3), move(2, 1))).toBe('312');
      expect(given(one, two, three).when(move(1, 2)).events).toMatchObject([
        { type: 'view.moved', before: { orderKey: expect.any(String) }, after: { version: 2 } },
      ]);
    });

    it('VW7 one that is unknown, deleted or itself is nothing to stand after', () => {
      const gone: CommandInput = { type: 'view.delete', viewId: nthId('view', 2) };
      expect(given(one, two).when(move(1, 1)).refused).toBe('not_found');
      expect(given(one, two).when(move(1, 9)).refused).toBe('not_found');
      expect(given(one, two, gone).when(move(1, 2)).refused).toBe('not_found');
    });

    it('VW7 undo puts it back, unless it was moved again', () => {
      const undo = (n: number): CommandInput => ({ type: 'undo', correlationId: command(n) });
      expect(order(move(1, 3), undo(3))).toBe('123');
      expect(given(one, two, three, move(1, 3), move(1, 2)).when(undo(3)).refused).toBe('undo_blocked');
    });
  });
});
