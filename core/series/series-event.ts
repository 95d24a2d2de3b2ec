import type { Instant } from '../instant.ts';
import { changedFields } from '../log/changed-fields.ts';
import type { SeriesEvent } from '../log/event.ts';
import type { Series } from './series.ts';

/** The event that turns `series` into itself with `change`, or null when nothing would change. */
export function changeSeries(
  series: Series,
  type: SeriesEvent['type'],
  change: Partial<Series>,
  now: Instant,
): SeriesEvent | null {
  const after: Series = { ...series, ...change, version: series.version + 1, updatedAt: now };
  const before = changedFields(series, after);
  return before === null ? null : { kind: 'series', type, after, before };
}
