import { invariant } from '../errors.ts';
import { type Instant, toEpochMs } from '../instant.ts';
import { slotAfterCompletion, slotAfterDueAndNow } from '../recurrence/advance.ts';
import { nextOccurrence } from '../recurrence/occurrences.ts';
import { readRecurrence } from '../recurrence/read-recurrence.ts';
import { nextSlot } from '../recurrence/slots.ts';
import type { Settings } from '../settings/settings.ts';
import type { Due } from '../task/due.ts';
import { localDateAt } from '../time/local.ts';
import type { Series } from './series.ts';
import { endOfDue } from './slot-due.ts';

/** The zone in which a series reads the clock on the wall. */
export function zoneOf({ zone }: Pick<Series, 'zone'>, settings: Settings | null): string {
  if (zone !== null) return zone;
  invariant(settings, 'a series of floating times is decided on with the settings');
  return settings.zone;
}

/**
 * The slot that follows on the current occurrence, done or skipped now: one that is still ahead. An occurrence that
 * was moved goes on from where it was moved to, so nothing comes twice; one that was moved forward does not come again.
 *
 * @param due of the current occurrence; null when it has none any more
 * @param zone of the series, see `zoneOf`
 * @returns null when the series is over
 */
export function followingSlot(series: Series, due: Due | null, nowMs: number, zone: string): string | null {
  const { trigger, current } = series;
  if (trigger.kind === 'on_completion' && trigger.anchor === 'completion') {
    const { count } = readRecurrence(series).rule;
    if (count !== null && series.made >= count) return null;
    return slotAfterCompletion(series, localDateAt(nowMs, zone));
  }
  const end = due === null ? current.slot : endOfDue(due, zone);
  const [, after = end] = [current.slot, end].sort();
  return exceptWhere(series, slotAfterDueAndNow(series, after, nowMs, zone));
}

/** The slot of the schedule that comes after a moment (ms since the epoch), beyond those there were. */
export function slotAhead(series: Series, nowMs: number, zone: string): string | null {
  const ahead = nextOccurrence(series, zone, nowMs)?.slot ?? null;
  const { slot } = series.current;
  return exceptWhere(series, ahead === null || ahead > slot ? ahead : nextSlot(series, slot));
}

/** The slot that the schedule makes next: the first that is ahead. Null for a series that goes on with completions. */
export function nextOnSchedule(series: Series, settings: Settings, now: Instant): string | null {
  if (series.trigger.kind !== 'on_schedule') return null;
  return slotAhead(series, toEpochMs(now), zoneOf(series, settings));
}

/** The slot itself, or the first after it that is no exception. */
export function exceptWhere(series: Series, slot: string | null): string | null {
  let left = slot;
  while (left !== null && series.exceptions.includes(left)) left = nextSlot(series, left);
  return left;
}
