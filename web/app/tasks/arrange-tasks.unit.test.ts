import { expect, test } from 'vitest';
import { sampleTask } from '#test/sample-task.ts';
import { addWrite, EMPTY_TASK_STATE, type TaskState } from '../commands/task-state.ts';
import type { TaskOverlay } from '../commands/write.ts';
import { type ArrangeInput, arrangeTasks } from './arrange-tasks.ts';
import type { View } from './view.ts';

const view: View = {
  kind: 'inbox',
  key: 'inbox',
  title: 'Inbox',
  grouping: 'none',
  draft: { listId: 'inbox' },
  canReorder: true,
  canAdd: true,
  showsList: false,
};
const [a, b, c] = [sampleTask({ orderKey: 'a' }), sampleTask({ orderKey: 'b' }), sampleTask({ orderKey: 'c' })];

function arrange(over: Partial<ArrangeInput>) {
  const input: ArrangeInput = {
    view,
    status: 'open',
    sort: 'manual',
    order: null,
    isSearch: false,
    loaded: [a, b, c],
    state: EMPTY_TASK_STATE,
    before: [],
    ...over,
  };
  return arrangeTasks(input).map(({ id }) => id);
}

function writing(taskId: string, overlay: TaskOverlay, from: TaskState = EMPTY_TASK_STATE): TaskState {
  const write = {
    correlationId: 'cor',
    commands: [],
    label: '',
    overlays: new Map([[taskId, overlay]]),
    subjects: new Set([taskId]),
    createdId: null,
    atMs: 0,
    isRefusalQuiet: false,
  };
  return addWrite(from, write, undefined);
}

test('a task on its way to the trash, or to another list, is gone at once', () => {
  expect(arrange({ state: writing(b.id, { deletedAt: '2026-11-21T12:00:00.000Z' }) })).toEqual([a.id, c.id]);
  expect(arrange({ state: writing(b.id, { listId: 'list_x' }) })).toEqual([a.id, c.id]);
});

test('a task that was ticked stays where it was until it no longer lingers, whatever the loader says', () => {
  const done = { ...b, status: 'completed', completedAt: '2026-11-21T12:00:00.000Z', version: 2 } as const;
  const state: TaskState = { ...EMPTY_TASK_STATE, confirmed: new Map([[b.id, done]]), lingering: new Set([b.id]) };
  expect(arrange({ state, loaded: [a, c], before: [a, b, c] })).toEqual([a.id, b.id, c.id]);
  expect(arrange({ state: { ...state, lingering: new Set() }, loaded: [a, c], before: [a, b, c] })).toEqual([
    a.id,
    c.id,
  ]);
});

test('a task that was just added stands at the end until the loader has it, and then once', () => {
  const made = sampleTask({ orderKey: '~' });
  const state: TaskState = { ...EMPTY_TASK_STATE, created: new Map([[made.id, { task: made, viewKey: 'inbox' }]]) };
  expect(arrange({ state })).toEqual([a.id, b.id, c.id, made.id]);
  expect(arrange({ state, loaded: [a, b, c, { ...made, orderKey: 'd' }] })).toEqual([a.id, b.id, c.id, made.id]);
});

test('a new place counts before the server has confirmed it', () => {
  expect(arrange({ state: writing(a.id, { orderKey: 'bm' }) })).toEqual([b.id, a.id, c.id]);
});

test('WEB9 a loader that answers late does not show what a delta has already changed', () => {
  const gone = { ...b, deletedAt: '2026-11-21T12:00:00.000Z', version: 2 };
  expect(arrange({ state: { ...EMPTY_TASK_STATE, confirmed: new Map([[b.id, gone]]) } })).toEqual([a.id, c.id]);
});
