import type { Series } from '#core/series/series.ts';

/** How a series stands. */
export const statusWords: Record<Series['status'], string> = {
  active: 'Active',
  paused: 'Paused',
  finished: 'Finished',
  stopped: 'Stopped',
};
