import { expect, test } from 'vitest';
import { sampleSeries } from '#test/sample-series.ts';
import { pauseSeries, stopSeries } from './series-writes.ts';
import { shownSeries, shownSeriesStatus } from './shown-series.ts';
import { confirmSeries, EMPTY_TASK_STATE, type TaskState } from './task-state.ts';
import type { NewWrite, Write } from './write.ts';

const series = sampleSeries();
const named = { id: series.id, title: 'Wind the clock' };

function saving(...writes: NewWrite[]): TaskState {
  const underway = writes.map(
    ({ commands, label }): Write => ({
      correlationId: 'cor_x',
      commands: commands.map((command) => ({ id: 'req_x', command })),
      label,
      overlays: new Map(),
      subjects: new Set([series.id]),
      createdId: null,
      atMs: 0,
      isRefusalQuiet: false,
    }),
  );
  return { ...EMPTY_TASK_STATE, writes: underway };
}

test('WEB45 a pause or stop that is still being saved shows at once, the last one counts', () => {
  expect(shownSeries(EMPTY_TASK_STATE, series).status).toBe('active');
  expect(shownSeries(saving(pauseSeries(named)), series).status).toBe('paused');
  expect(shownSeries(saving(pauseSeries(named), stopSeries(named)), series).status).toBe('stopped');
});

test('WEB45 what a reply or a delta told is newer than what the page was loaded with', () => {
  const state = confirmSeries(EMPTY_TASK_STATE, sampleSeries({ status: 'paused', version: 2 }));
  expect(shownSeries(state, series).status).toBe('paused');
  expect(shownSeriesStatus(state, series.id, 'active')).toBe('paused');
  expect(confirmSeries(state, series)).toBe(state);
});

test('WEB45 a series that this window has just begun is active, until anything else is known', () => {
  expect(shownSeriesStatus(EMPTY_TASK_STATE, series.id, undefined)).toBe('active');
  expect(shownSeriesStatus(EMPTY_TASK_STATE, series.id, 'stopped')).toBe('stopped');
});
