import { expect, test } from 'vitest';
import type { ProjectedOccurrence } from '#core/query/series-query.ts';
import { sampleTask } from '#test/sample-task.ts';
import { type GroupContext, groupTasks } from '../group-tasks.ts';
import { withProjected } from './with-projected.ts';

const ctx: GroupContext = {
  today: '2026-11-21',
  nowMs: Date.parse('2026-11-21T10:00:00Z'),
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  lists: [],
};
const on = (date: string): ProjectedOccurrence => ({
  seriesId: 'ser_01jd8xv0q5e3t8h2w6m4k9r7zn',
  slot: date,
  title: 'Water the plants',
  due: { kind: 'date', date },
});
const told = (grouping: 'day' | 'due' | 'none', dues: string[], projected: ProjectedOccurrence[]) => {
  const tasks = dues.map((date) => sampleTask({ due: { kind: 'date', date } }));
  return withProjected(groupTasks(tasks, grouping, ctx), projected, grouping, ctx).map((group) => [
    group.id,
    group.tasks.length,
    group.projected.length,
  ]);
};

test('WEB46 what is not a task yet stands on its day, also where nothing else is due', () => {
  expect(told('day', ['2026-11-22', '2026-11-24'], [on('2026-11-22'), on('2026-11-23'), on('2026-11-30')])).toEqual([
    ['2026-11-22', 1, 1],
    ['2026-11-23', 0, 1],
    ['2026-11-24', 1, 0],
    ['2026-11-30', 0, 1],
  ]);
});

test('WEB46 the view of today has those of today, and no list of one’s own order has any', () => {
  expect(told('due', ['2026-11-20'], [on('2026-11-21'), on('2026-11-22')])).toEqual([
    ['overdue', 1, 0],
    ['today', 0, 1],
  ]);
  expect(told('none', ['2026-11-20'], [on('2026-11-21')])).toEqual([['all', 1, 0]]);
});
