import { expect, test } from 'vitest';
import { sampleTask } from '#test/sample-task.ts';
import { groupTasks, isPast, onDay } from './group-tasks.ts';
import { toToday } from './to-today.ts';

const ctx = {
  today: '2026-11-21',
  nowMs: Date.UTC(2026, 10, 21, 11),
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  lists: [],
};
const dated = (date: string) => sampleTask({ due: { kind: 'date', date } });
const timed = (local: string) => sampleTask({ due: { kind: 'floating', local } });

test('today stands apart from what is late; a date is late when its day is over, a time when it has passed', () => {
  const tasks = [dated('2026-11-20'), timed('2026-11-21T11:59'), timed('2026-11-21T12:01'), dated('2026-11-21')];
  const groups = groupTasks(tasks, 'due', ctx);
  expect(groups.map(({ id, tasks: rows }) => [id, rows.length])).toEqual([
    ['overdue', 2],
    ['today', 2],
  ]);
});

test('a fixed time stands under the day it is where the person is', () => {
  const late = sampleTask({ due: { kind: 'fixed', local: '2026-11-22T20:00', zone: 'America/Los_Angeles' } });
  expect(groupTasks([late], 'day', ctx).map(({ id }) => id)).toEqual(['2026-11-23']);
});

test('moving to another day keeps the time, and everything late to today makes nothing late again', () => {
  expect(onDay({ kind: 'floating', local: '2026-11-18T15:00' }, '2026-11-21')).toEqual({
    kind: 'floating',
    local: '2026-11-21T15:00',
  });
  const tasks = [timed('2026-11-18T15:00'), timed('2026-11-18T09:00'), dated('2026-11-01')];
  const dues = (toToday(tasks, ctx).changes ?? []).map(({ overlay }) => overlay.due);
  expect(dues).toEqual([
    { kind: 'floating', local: '2026-11-21T15:00' },
    { kind: 'date', date: '2026-11-21' },
    { kind: 'date', date: '2026-11-21' },
  ]);
  expect(dues.some((due) => due && isPast(due, ctx))).toBe(false);
});
