import { toEpochMs } from '../instant.ts';
import type { ProjectedOccurrence } from '../query/series-query.ts';
import { slotEpochMs } from '../recurrence/occurrences.ts';
import { slotsBetween } from '../recurrence/slots.ts';
import type { Settings } from '../settings/settings.ts';
import type { Task } from '../task/task.ts';
import { followingSlot, zoneOf } from './following-slot.ts';
import type { Series } from './series.ts';
import { dueOfSlot } from './slot-due.ts';

/**
 * The slot that comes after the newest occurrence, were that done now. Null when there is none: the series is paused or
 * over, its newest occurrence lies in the trash, or the rule counts from a completion that has yet to come.
 */
export function upcomingSlot(series: Series, task: Task | null, settings: Settings, nowMs: number): string | null {
  const { trigger, status, next } = series;
  if (status !== 'active') return null;
  if (trigger.kind === 'on_schedule') return next;
  if (trigger.anchor === 'completion' || task === null || task.deletedAt !== null) return null;
  return followingSlot(series, task.due, nowMs, zoneOf(series, settings));
}

/** The occurrences of a series that are still to come, up to a date of the calendar, inclusive. */
export function projectSeries(
  series: Series,
  task: Task | null,
  settings: Settings,
  { now, until }: { now: string; until: string },
): (ProjectedOccurrence & { epochMs: number })[] {
  const first = upcomingSlot(series, task, settings, toEpochMs(now));
  if (first === null || first.slice(0, 10) > until) return [];
  const zone = zoneOf(series, settings);
  const title = series.aside?.title ?? task?.title ?? '';
  return [first, ...slotsBetween(series, first, until)]
    .filter((slot) => !series.exceptions.includes(slot))
    .map((slot) => ({
      seriesId: series.id,
      slot,
      title,
      due: dueOfSlot(slot, series.zone),
      epochMs: slotEpochMs(slot, zone),
    }));
}
