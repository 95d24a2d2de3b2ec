import { dayOf, LAST_DAY } from './epoch-day.ts';
import { type Periods, periodsOf } from './periods.ts';
import type { Rule } from './rule.ts';

/** The days of a rule, from its start to its end: a floating calendar, without times and zones. */
export interface SlotDays {
  readonly periods: Periods;
  /** The days from `day` on, in order. Lazy: costs what is taken from it. */
  from(day: number): Generator<number, void>;
  /** How many periods were looked at so far. */
  visited(): number;
}

/**
 * A start off the pattern is no slot and is not counted, as python-dateutil, rrule and rrule-temporal have it; canonical
 * recurrences start on their pattern (see parse-recurrence.ts).
 *
 * Reaching any day is arithmetic, so a rule from the year 2000 costs what one from yesterday does. Only COUNT has to know
 * what came before: where periods differ in size it looks at each since the start, of kinds that rrule was asked about.
 *
 * @param startDay day of the start, since 1970-01-01
 */
export function slotDays(rule: Rule, startDay: number): SlotDays {
  const periods = periodsOf(rule, startDay);
  const last = rule.until === null ? LAST_DAY : Math.min(dayOf(rule.until), LAST_DAY);
  let visited = 0;

  /** The days of a period that count: none before the start. */
  function daysOf(number: number): readonly number[] {
    visited += 1;
    const days = periods.days(number);
    return number === 0 ? days.filter((day) => day >= startDay) : days;
  }

  function slotsBefore(number: number): number {
    if (number === 0) return 0;
    if (periods.size !== null) return daysOf(0).length + (number - 1) * periods.size;
    let slots = 0;
    for (let earlier = 0; earlier < number; earlier += 1) slots += daysOf(earlier).length;
    return slots;
  }

  return {
    periods,
    *from(day) {
      let number = periods.numberAt(Math.max(day, startDay));
      let left = rule.count === null ? Number.POSITIVE_INFINITY : rule.count - slotsBefore(number);
      for (; left > 0 && periods.firstDay(number) <= last; number += 1) {
        for (const slot of daysOf(number)) {
          if (slot > last || left === 0) return;
          left -= 1;
          if (slot >= day) yield slot;
        }
      }
    },
    visited: () => visited,
  };
}
