import { expect, test } from 'vitest';
import { TOOLS } from '#core/tools/registry.ts';
import { sampleTask } from '#test/sample-task.ts';
import { TASK_ENTRIES, taskEntriesFor } from './task-entries.tsx';

const ids = (...tasks: Parameters<typeof taskEntriesFor>[0]) => taskEntriesFor(tasks).map(({ id }) => id);

test('PA6 every tool has its place: something to do with tasks, or the word where else it is', () => {
  expect(Object.keys(TASK_ENTRIES).toSorted()).toEqual(TOOLS.map(({ name }) => name).toSorted());
  const all = Object.values(TASK_ENTRIES).flatMap((entries) => ('elsewhere' in entries ? [] : entries));
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('PA6 only what makes sense for the tasks at hand is offered', () => {
  expect(ids()).toEqual([]);
  expect(ids(sampleTask())).toEqual(expect.arrayContaining(['complete', 'due-today', 'open', 'delete']));
  expect(ids(sampleTask())).not.toContain('due-none');
  expect(ids(sampleTask({ due: { kind: 'date', date: '2026-11-21' } }))).toContain('due-none');
  expect(ids(sampleTask(), sampleTask())).not.toContain('open');
  const done = sampleTask({ status: 'completed', completedAt: '2026-11-21T10:00:00.000Z' });
  expect(ids(done)).toContain('reopen');
  expect(ids(done)).not.toContain('complete');
  expect(ids(done, sampleTask())).toContain('complete');
  expect(ids(sampleTask({ deletedAt: '2026-11-21T10:00:00.000Z' }))).toEqual(['open', 'restore']);
});
