import { describe, expect, it } from 'vitest';
import { given, list, minute, task } from '#test/given.ts';
import type { CommandInput } from '../command/command.ts';

const parent: CommandInput = { type: 'task.create', taskId: task(1), title: 'Parent' };
const child: CommandInput = { type: 'task.create', taskId: task(2), title: 'Child', parentId: task(1) };
const other: CommandInput = { type: 'task.create', taskId: task(3), title: 'Other' };
const home: CommandInput = { type: 'list.create', listId: list(1), name: 'Home' };

describe('task.create', () => {
  it('DM10 makes an open task in the Inbox, with what was said and nothing else', () => {
    const { events } = given().when({ type: 'task.create', taskId: task(1), title: 'Milk', tags: ['b', 'A', 'a'] });
    expect(events).toMatchObject([
      {
        type: 'task.created',
        before: null,
        after: {
          id: task(1),
          listId: 'inbox',
          parentId: null,
          title: 'Milk',
          notes: '',
          status: 'open',
          priority: 'none',
          tags: ['a', 'b'],
          due: null,
          version: 1,
          createdAt: minute(0),
          completedAt: null,
          deletedAt: null,
        },
      },
    ]);
  });

  it('DM10 puts a subtask in the list of its parent', () => {
    const { task: taskOf } = given(home, { ...parent, listId: list(1) }).when(child);
    expect(taskOf(2)).toMatchObject({ listId: list(1), parentId: task(1) });
  });

  it.each<[string, CommandInput[], CommandInput, string, string[]]>([
    ['a taken id', [parent], parent, 'id_taken', []],
    ['an unknown list', [], { ...parent, listId: list(9) }, 'not_found', ['listId']],
    [
      'an archived list',
      [home, { type: 'list.archive', listId: list(1) }],
      { ...parent, listId: list(1) },
      'not_found',
      ['listId'],
    ],
    [
      'a deleted list',
      [home, { type: 'list.delete', listId: list(1) }],
      { ...parent, listId: list(1) },
      'not_found',
      ['listId'],
    ],
    ['an unknown parent', [], child, 'not_found', ['parentId']],
    ['a parent in the trash', [parent, { type: 'task.delete', taskId: task(1) }], child, 'invalid_state', ['parentId']],
    ['a completed parent', [parent, { type: 'task.complete', taskId: task(1) }], child, 'invalid_state', ['parentId']],
    [
      'a parent that is a subtask',
      [parent, child],
      { ...child, taskId: task(4), parentId: task(2) },
      'invalid_state',
      ['parentId'],
    ],
    ['another list than its parent’s', [home, parent], { ...child, listId: list(1) }, 'validation_failed', ['listId']],
  ])('DM10 refuses %s', (_name, before, input, code, paths) => {
    const { refused, paths: wrong, happened } = given(...before).when(input);
    expect([refused, wrong, happened]).toEqual([code, paths, []]);
  });
});

describe('task.update and task.tag', () => {
  const tagged: CommandInput = { ...parent, tags: ['a'] };

  it('DM11 changes what is said and keeps the rest; null clears', () => {
    const { events } = given({ ...tagged, due: { kind: 'date', date: '2026-12-24' } }).when({
      type: 'task.update',
      taskId: task(1),
      patch: { title: 'New', due: null },
    });
    expect(events).toMatchObject([
      {
        type: 'task.updated',
        before: { title: 'Parent', due: { kind: 'date' } },
        after: { title: 'New', due: null, tags: ['a'], version: 2 },
      },
    ]);
  });

  it('DM11 adds and removes single tags', () => {
    const { task: taskOf } = given(tagged).when({
      type: 'task.tag',
      taskId: task(1),
      add: ['c', 'b'],
      remove: ['a', 'x'],
    });
    expect(taskOf(1)?.tags).toEqual(['b', 'c']);
  });

  it.each<[string, CommandInput]>([
    ['the same title', { type: 'task.update', taskId: task(1), patch: { title: 'Parent' } }],
    ['the same tags in another order and case', { type: 'task.update', taskId: task(1), patch: { tags: ['A', 'a'] } }],
    ['an empty patch', { type: 'task.update', taskId: task(1), patch: {} }],
    ['a tag that is there', { type: 'task.tag', taskId: task(1), add: ['a'] }],
    ['removing a tag that is not there', { type: 'task.tag', taskId: task(1), remove: ['z'] }],
  ])('DM11 nothing happens for %s', (_name, input) => {
    const { refused, happened } = given(tagged).when(input);
    expect([refused, happened]).toEqual([null, []]);
  });

  it.each<[string, CommandInput[], CommandInput, string]>([
    ['an unknown task', [], { type: 'task.update', taskId: task(1), patch: {} }, 'not_found'],
    [
      'one in the trash',
      [parent, { type: 'task.delete', taskId: task(1) }],
      { type: 'task.tag', taskId: task(1), add: ['a'] },
      'invalid_state',
    ],
    [
      'another version',
      [parent],
      { type: 'task.update', taskId: task(1), ifVersion: 2, patch: {} },
      'precondition_failed',
    ],
  ])('DM11 refuses %s', (_name, before, input, code) => {
    expect(given(...before).when(input).refused).toBe(code);
  });
});

describe('task.move', () => {
  it('DM12 takes its subtasks along into the other list, those in the trash too', () => {
    const trashed: CommandInput = { ...child, taskId: task(4) };
    const { happened, task: taskOf } = given(home, parent, child, trashed, {
      type: 'task.delete',
      taskId: task(4),
    }).when({ type: 'task.move', taskId: task(1), listId: list(1) });
    expect(happened).toEqual([1, 2, 4].map((n) => `task.moved ${task(n)}`));
    expect([taskOf(1)?.listId, taskOf(2)?.listId, taskOf(4)?.listId]).toEqual([list(1), list(1), list(1)]);
  });

  it('DM12 makes a task a subtask and a subtask a task', () => {
    expect(
      given(parent, other)
        .when({ type: 'task.move', taskId: task(3), parentId: task(1) })
        .task(3)?.parentId,
    ).toBe(task(1));
    expect(
      given(parent, child)
        .when({ type: 'task.move', taskId: task(2), parentId: null })
        .task(2)?.parentId,
    ).toBeNull();
    const away = given(home, parent, child).when({ type: 'task.move', taskId: task(2), listId: list(1) });
    expect(away.task(2)).toMatchObject({ parentId: null, listId: list(1) });
  });

  it('DM12 a task that becomes a subtask lets go of its own in the trash', () => {
    const { task: taskOf } = given(parent, child, other, { type: 'task.delete', taskId: task(2) }).when({
      type: 'task.move',
      taskId: task(1),
      parentId: task(3),
    });
    expect([taskOf(1)?.parentId, taskOf(2)?.parentId]).toEqual([task(3), null]);
  });

  it.each<[string, CommandInput[], CommandInput, string]>([
    ['under itself', [parent], { type: 'task.move', taskId: task(1), parentId: task(1) }, 'invalid_state'],
    [
      'with subtasks under another',
      [parent, child, other],
      { type: 'task.move', taskId: task(1), parentId: task(3) },
      'invalid_state',
    ],
    ['into an unknown list', [parent], { type: 'task.move', taskId: task(1), listId: list(9) }, 'not_found'],
    ['next to itself', [parent], { type: 'task.move', taskId: task(1), after: task(1) }, 'invalid_state'],
    [
      'next to a task elsewhere',
      [parent, child, other],
      { type: 'task.move', taskId: task(3), after: task(2) },
      'invalid_state',
    ],
    ['next to nobody', [parent], { type: 'task.move', taskId: task(1), before: task(9) }, 'invalid_state'],
    [
      'between two named neighbours',
      [parent, other],
      { type: 'task.move', taskId: task(1), after: task(3), before: null },
      'validation_failed',
    ],
    [
      'out of the trash',
      [parent, { type: 'task.delete', taskId: task(1) }],
      { type: 'task.move', taskId: task(1) },
      'invalid_state',
    ],
  ])('DM12 refuses to move %s', (_name, before, input, code) => {
    expect(given(...before).when(input).refused).toBe(code);
  });
});

describe('task.complete and task.reopen', () => {
  const completed: CommandInput[] = [parent, child, { type: 'task.complete', taskId: task(1) }];

  it('DM13 completes the open subtasks too, and not those in the trash', () => {
    const trashed: CommandInput[] = [
      { ...child, taskId: task(4) },
      { type: 'task.delete', taskId: task(4) },
    ];
    const { happened, task: taskOf } = given(parent, child, ...trashed).when({
      type: 'task.complete',
      taskId: task(1),
    });
    expect(happened).toEqual([`task.completed ${task(1)}`, `task.completed ${task(2)}`]);
    expect(taskOf(2)).toMatchObject({ status: 'completed', completedAt: minute(4) });
  });

  it('DM13 reopens the completed parent of a subtask, and no siblings', () => {
    expect(given(...completed).when({ type: 'task.reopen', taskId: task(2) }).happened).toEqual([
      `task.reopened ${task(2)}`,
      `task.reopened ${task(1)}`,
    ]);
    expect(given(...completed).when({ type: 'task.reopen', taskId: task(1) }).happened).toEqual([
      `task.reopened ${task(1)}`,
    ]);
  });

  it('DM13 nothing happens to what is completed or open already', () => {
    expect(given(...completed).when({ type: 'task.complete', taskId: task(2) })).toMatchObject({
      refused: null,
      happened: [],
    });
    expect(given(parent).when({ type: 'task.reopen', taskId: task(1) })).toMatchObject({ refused: null, happened: [] });
  });

  it('DM13 refuses the unknown, the trash and another version', () => {
    expect(given().when({ type: 'task.complete', taskId: task(1) }).refused).toBe('not_found');
    expect(
      given(parent, { type: 'task.delete', taskId: task(1) }).when({ type: 'task.reopen', taskId: task(1) }).refused,
    ).toBe('invalid_state');
    expect(given(parent).when({ type: 'task.complete', taskId: task(1), ifVersion: 7 }).refused).toBe(
      'precondition_failed',
    );
  });
});

describe('task.delete and task.restore', () => {
  it('DM14 puts a task in the trash with its subtasks, and takes out those that went with it', () => {
    const before: CommandInput[] = [
      parent,
      child,
      { ...child, taskId: task(4) },
      { type: 'task.delete', taskId: task(4) },
    ];
    expect(given(...before).when({ type: 'task.delete', taskId: task(1) }).happened).toEqual([
      `task.deleted ${task(1)}`,
      `task.deleted ${task(2)}`,
    ]);
    const restored = given(...before, { type: 'task.delete', taskId: task(1) }).when({
      type: 'task.restore',
      taskId: task(1),
    });
    expect(restored.happened).toEqual([`task.restored ${task(1)}`, `task.restored ${task(2)}`]);
  });

  it('DM14 restores a subtask whose parent is in the trash as a task of its own', () => {
    const { task: taskOf } = given(parent, child, { type: 'task.delete', taskId: task(1) }).when({
      type: 'task.restore',
      taskId: task(2),
    });
    expect(taskOf(2)).toMatchObject({ parentId: null, deletedAt: null });
  });

  it('DM14 restores into the Inbox when the list is gone or archived', () => {
    for (const gone of ['list.delete', 'list.archive'] as const) {
      const before: CommandInput[] = [
        home,
        { ...parent, listId: list(1) },
        { type: 'task.delete', taskId: task(1) },
        { type: gone, listId: list(1) },
      ];
      expect(
        given(...before)
          .when({ type: 'task.restore', taskId: task(1) })
          .task(1)?.listId,
      ).toBe('inbox');
    }
  });

  it('DM14 restoring an open subtask reopens a parent that was completed meanwhile', () => {
    const before: CommandInput[] = [
      parent,
      child,
      { type: 'task.delete', taskId: task(2) },
      { type: 'task.complete', taskId: task(1) },
    ];
    const { happened, task: taskOf } = given(...before).when({ type: 'task.restore', taskId: task(2) });
    expect(happened).toEqual([`task.restored ${task(2)}`, `task.reopened ${task(1)}`]);
    expect(taskOf(2)).toMatchObject({ parentId: task(1), status: 'open' });
  });

  it('DM14 nothing happens to what is in the trash, or out of it, already; the unknown is refused', () => {
    expect(
      given(parent, { type: 'task.delete', taskId: task(1) }).when({ type: 'task.delete', taskId: task(1) }),
    ).toMatchObject({ refused: null, happened: [] });
    expect(given(parent).when({ type: 'task.restore', taskId: task(1) })).toMatchObject({
      refused: null,
      happened: [],
    });
    for (const type of ['task.delete', 'task.restore'] as const) {
      expect(given().when({ type, taskId: task(1) }).refused).toBe('not_found');
      expect(given(parent).when({ type, taskId: task(1), ifVersion: 9 }).refused).toBe('precondition_failed');
    }
  });
});
