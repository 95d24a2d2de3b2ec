import { calendarDay, epochDay, weekdayOf } from './epoch-day.ts';

export interface WeekNumber {
  /** 1 to 53. */
  readonly fromFront: number;
  /** -1 is the last of its year. */
  readonly fromBack: number;
}

/**
 * The week a day is in, as BYWEEKNO counts (RFC 5545 §3.3.10): week 1 is the first with at least four days in its year. Our
 * own, because rrule and python-dateutil take Saturday 1 January 2039 for week 53 of a year that has 52, and know the first
 * week not by its number from the back where it begins in December.
 *
 * @param weekStart 0 is Monday, as in ISO 8601
 */
export function weekNumber(day: number, weekStart: number): WeekNumber {
  const start = startOfWeek(day, weekStart);
  // Four of its days are in the year of its fourth.
  const { year } = calendarDay(start + 3);
  const first = firstWeek(year, weekStart);
  const weeks = (firstWeek(year + 1, weekStart) - first) / 7;
  const fromFront = (start - first) / 7 + 1;
  return { fromFront, fromBack: fromFront - weeks - 1 };
}

/** Week 1 is also the one with 4 January in it. */
function firstWeek(year: number, weekStart: number): number {
  return startOfWeek(epochDay(year, 1, 4), weekStart);
}

function startOfWeek(day: number, weekStart: number): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}
