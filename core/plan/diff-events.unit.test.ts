import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandRuns } from '#test/arbitraries.ts';
import { given, task } from '#test/given.ts';
import { play } from '#test/play.ts';
import type { DomainEvent } from '../log/event.ts';
import { confirmationFor } from './confirmation.ts';
import type { Diff } from './diff.ts';
import { diffEvents } from './diff-events.ts';
import { fingerprintOf } from './fingerprint.ts';

const create = (n: number, more: object = {}) =>
  ({ type: 'task.create', taskId: task(n), title: `t${n}`, ...more }) as const;
const diff = (events: DomainEvent[]) => diffEvents(events, new Map());

describe('a diff', () => {
  it('PL11 tells of a new task what it has, not what it has not', () => {
    const { events } = given().when(create(1, { priority: 'high', tags: ['a'] }));
    expect(diff(events)).toEqual([
      {
        kind: 'task',
        id: task(1),
        title: 't1',
        action: 'created',
        fields: [
          { field: 'title', before: null, after: 't1' },
          { field: 'list', before: null, after: 'inbox' },
          { field: 'priority', before: null, after: 'high' },
          { field: 'tags', before: null, after: ['a'] },
        ],
      },
    ]);
  });

  it('PL11 tells what becomes of one thing, however many events it has', () => {
    const world = given(create(1, { title: 'a' }));
    const first = world.when({ type: 'task.update', taskId: task(1), patch: { title: 'b' } }).events[0];
    const after = given(create(1, { title: 'a' }), { type: 'task.update', taskId: task(1), patch: { title: 'b' } });
    const second = after.when({ type: 'task.update', taskId: task(1), patch: { title: 'c', notes: 'n' } }).events[0];
    const back = given(create(1, { title: 'a' }), { type: 'task.update', taskId: task(1), patch: { title: 'b' } }).when(
      {
        type: 'task.update',
        taskId: task(1),
        patch: { title: 'a' },
      },
    ).events[0];
    if (!first || !second || !back) throw new Error('every change is an event');
    expect(diff([first, second])).toMatchObject([
      {
        title: 'c',
        action: 'changed',
        fields: [
          { field: 'title', before: 'a', after: 'c' },
          { field: 'notes', before: '', after: 'n' },
        ],
      },
    ]);
    expect(diff([first, back])).toEqual([]);
  });

  it('PL11 long notes are shown in part, and still tell two of them apart', () => {
    const long = 'x'.repeat(5000);
    const of = (notes: string) =>
      diff(given(create(1)).when({ type: 'task.update', taskId: task(1), patch: { notes } }).events);
    expect(JSON.stringify(of(long)).length).toBeLessThan(2500);
    expect(of(long)).not.toEqual(of(`${long.slice(0, -1)}y`));
  });

  it('PL11 putting a task elsewhere among its siblings is told, with nothing else of it', () => {
    const { events } = given(create(1), create(2)).when({ type: 'task.move', taskId: task(2), after: null });
    expect(diff(events)).toMatchObject([{ id: task(2), action: 'moved', fields: [] }]);
  });

  it('PL11 is the same by whatever chance it was decided', () => {
    fc.assert(
      fc.property(commandRuns(12), (run) => {
        const [once, again] = [play(run, () => 0.25), play(run, () => 0.75)];
        for (const [n, step] of once.entries()) {
          if (!step.decision.isAccepted) continue;
          const { events } = step.decision;
          const twin = again[n]?.decision;
          if (twin?.isAccepted) expect(diff(twin.events)).toEqual(diff(events));
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('PL11 a fingerprint is of the changes, and not of what stays as it is', () => {
    const changes = diff(given().when(create(1)).events);
    const preview = { changes, unchanged: [], blocked: [], remaining: 0 };
    expect(fingerprintOf({ ...preview, unchanged: [{ id: 'x', title: 'y' }] })).toBe(fingerprintOf(preview));
    expect(fingerprintOf({ ...preview, remaining: 1 })).not.toBe(fingerprintOf(preview));
    expect(fingerprintOf({ ...preview, changes: [] })).not.toBe(fingerprintOf(preview));
  });
});

describe('whether a person has to confirm', () => {
  const entries = (action: Diff[number]['action'], count: number, kind: Diff[number]['kind'] = 'task'): Diff =>
    Array.from({ length: count }, (_, n) => ({ kind, id: `${action}${n}`, title: '', action, fields: [] }));

  it.each([
    [[], null],
    [entries('deleted', 1), null],
    [entries('deleted', 2), 'deletes_several'],
    [entries('completed', 10), null],
    [entries('completed', 11), 'changes_many'],
    [[...entries('changed', 10), ...entries('deleted', 1)], 'changes_many'],
    [[...entries('changed', 6), ...entries('restored', 5)], 'changes_many'],
    [entries('created', 500), null],
    [[...entries('created', 500), ...entries('changed', 10)], null],
    [entries('deleted', 20, 'list'), null],
  ] as const)('PL6 %#: %s', (diff, reason) => {
    expect(confirmationFor([...diff])).toBe(reason);
  });

  it('PL10 what one had made oneself goes without, and what was there before does not', () => {
    const diff = entries('deleted', 3);
    expect(confirmationFor(diff, new Set(['deleted0', 'deleted1', 'deleted2']))).toBeNull();
    expect(confirmationFor(diff, new Set(['deleted0', 'deleted1']))).toBeNull();
    expect(confirmationFor(diff, new Set(['deleted0']))).toBe('deletes_several');
    expect(confirmationFor(entries('restored', 50), new Set())).toBeNull();
  });
});
