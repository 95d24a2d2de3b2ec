import type { Due } from '../../task/due.ts';
import { addDays } from '../../time/local.ts';
import { type Daypart, type Frame, isAhead } from '../frame.ts';
import { type TimeOfDay, timeOfDay } from '../meanings/clock.ts';
import type { DateReading } from '../meanings/date.ts';
import type { TimeReading } from '../meanings/time.ts';

/** What was said of when, brought together. */
export interface When {
  readonly date: DateReading | null;
  readonly clock: TimeReading['clock'];
  readonly daypart: Daypart | null;
  readonly isToday: boolean;
  /** A wall-clock time that leaves nothing open. */
  readonly local: string | null;
}

export const NO_WHEN: When = { date: null, clock: null, daypart: null, isToday: false, local: null };

/** The date and the times of a text as one; an explicit time beats the word for a part of the day. */
export function whenOf(dates: readonly DateReading[], times: readonly TimeReading[]): When {
  const dayparts = times.filter(({ daypart }) => daypart !== null);
  return {
    date: dates.at(-1) ?? null,
    clock: times.findLast(({ clock }) => clock !== null)?.clock ?? null,
    // `tonight at midnight`: of two parts of the day the one that is only that.
    daypart: dayparts.findLast(({ isToday }) => !isToday)?.daypart ?? dayparts.at(-1)?.daypart ?? null,
    isToday: times.some(({ isToday }) => isToday),
    local: times.findLast(({ local }) => local !== null)?.local ?? null,
  };
}

/** The time of day that was said; null when none was. */
export function timeOf({ clock, daypart }: When, frame: Frame): TimeOfDay | null {
  if (clock !== null) return timeOfDay(clock, daypart);
  return daypart === null ? null : { time: frame.dayparts[daypart], isNextDay: daypart === 'midnight' };
}

/** When a task is due by what was said; null when nothing was. */
export function dueOf(when: When, frame: Frame): Due | null {
  if (when.local !== null) return { kind: 'floating', local: when.local };
  const time = timeOf(when, frame);
  const date = when.date ?? (when.isToday ? { date: frame.today, isTodayAhead: false } : null);
  if (time === null) return date && { kind: 'date', date: date.date };
  const at = (day: string) => `${addDays(day, time.isNextDay ? 1 : 0)}T${time.time}`;
  const today = at(frame.today);
  const isOver = !isAhead(today, frame);
  if (date === null && frame.lean === 'behind') {
    return { kind: 'floating', local: isOver ? today : at(addDays(frame.today, -1)) };
  }
  if ((date === null || date.isTodayAhead) && !isOver) return { kind: 'floating', local: today };
  return { kind: 'floating', local: at(date?.date ?? addDays(frame.today, 1)) };
}
