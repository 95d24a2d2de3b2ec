import type { Series } from '#core/series/series.ts';
import type { TaskState } from './task-state.ts';

/** A series as it is to be shown: the newest state that is known, with a pause, resumption or stop still being saved. */
export function shownSeries(state: TaskState, loaded: Series): Series {
  const known = state.confirmedSeries.get(loaded.id);
  const newest = known && known.version > loaded.version ? known : loaded;
  return { ...newest, status: pendingStatus(state, newest.id) ?? newest.status };
}

/**
 * Whether a series still makes tasks.
 *
 * @param loaded what the page said of it; without that, one that this window has just begun is active
 */
export function shownSeriesStatus(
  state: TaskState,
  seriesId: string,
  loaded: Series['status'] | undefined,
): Series['status'] {
  return pendingStatus(state, seriesId) ?? state.confirmedSeries.get(seriesId)?.status ?? loaded ?? 'active';
}

function pendingStatus(state: TaskState, seriesId: string): Series['status'] | undefined {
  let status: Series['status'] | undefined;
  for (const { command } of state.writes.flatMap(({ commands }) => commands)) {
    if (!('seriesId' in command) || command.seriesId !== seriesId) continue;
    if (command.type === 'series.pause') status = 'paused';
    if (command.type === 'series.resume') status = 'active';
    if (command.type === 'series.stop') status = 'stopped';
  }
  return status;
}
