import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS, type Weekday } from '#core/recurrence/rule.ts';

/** Where in its week, month and year a start stands. */
export interface StartCalendar {
  month: number;
  day: number;
  weekday: Weekday;
  /** The how-manieth of its weekday in the month, 1 to 5. */
  nth: number;
  /** Whether it is the last of its weekday in the month. */
  isLastOfWeekday: boolean;
  isLastDay: boolean;
}

/** @param start a date or wall-clock time */
export function calendarOf(start: string): StartCalendar {
  const { month, day, dayOfWeek, daysInMonth } = Temporal.PlainDate.from(start.slice(0, 10));
  return {
    month,
    day,
    weekday: WEEKDAYS[dayOfWeek - 1] ?? 'MO',
    nth: Math.ceil(day / 7),
    isLastOfWeekday: day + 7 > daysInMonth,
    isLastDay: day === daysInMonth,
  };
}
