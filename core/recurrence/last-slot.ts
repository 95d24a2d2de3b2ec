import { dateText, dayOf } from './epoch-day.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Recurrence } from './rule.ts';
import { slotDays } from './slot-days.ts';

const FIRST_LOOK_DAYS = 32;

/** The slot after which a recurrence is over, a date or wall-clock time; null when it has neither COUNT nor UNTIL. */
export function lastSlot(recurrence: Recurrence): string | null {
  const { rule, startDay, time } = readRecurrence(recurrence);
  const lastFrom = (from: number) => {
    let last: number | null = null;
    for (const day of slotDays(rule, startDay).from(from)) last = day;
    return last === null ? null : `${dateText(last)}${time}`;
  };
  if (rule.count !== null) return lastFrom(startDay);
  if (rule.until === null) return null;
  // From the end backwards, each look twice as far: the end of a rule from long ago is not walked to.
  for (let days = FIRST_LOOK_DAYS; ; days *= 2) {
    const from = dayOf(rule.until) - days;
    const last = lastFrom(Math.max(from, startDay));
    if (last !== null || from <= startDay) return last;
  }
}
