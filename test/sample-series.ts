import type { Series } from '#core/series/series.ts';

const at = '2026-11-21T10:00:00.000Z';

/** A series for tests, with what a test cares about. */
export function sampleSeries(over: Partial<Series> = {}): Series {
  return {
    id: 'ser_01jd8xv0q5e3t8h2w6m4k9r7zn',
    status: 'active',
    rule: 'FREQ=WEEKLY;BYDAY=SA',
    start: '2026-11-21',
    zone: null,
    trigger: { kind: 'on_completion', anchor: 'due' },
    current: { taskId: 'task_01jd8xv0q5e3t8h2w6m4k9r7zn', slot: '2026-11-21', mark: null },
    previous: null,
    withdrawn: null,
    made: 1,
    next: null,
    exceptions: [],
    aside: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...over,
  };
}
