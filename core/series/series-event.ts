import type { Instant } from '../instant.ts';
import { changedFields } from '../log/changed-fields.ts';
import type { SeriesEvent } from '../log/event.ts';
import type { Series } from './series.ts';

/** What ends a series whose schedule has no slot left; null while it has, or when something else drives it. */
export function finishIfOver(series: Series): SeriesEvent | null {
  const isOver = series.status === 'active' && series.trigger.kind === 'on_schedule' && series.next === null;
  return isOver ? changeSeries(series, 'recurrence.finished', { status: 'finished' }, series.updatedAt) : null;
}

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
