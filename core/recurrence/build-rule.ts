import { clampedDays } from './clamped-day.ts';
import { plainRule } from './plain-rule.ts';
import type { Frequency, Weekday } from './rule.ts';
import { WEEKDAYS } from './rule.ts';
import { writeRule } from './write-rule.ts';

/** Rules as picker and language write them. What they make is canonical, but still has to meet its start (`parseRecurrence`). */

/** Every `interval` days, weeks, months or years, on whatever day it starts. */
export function every(freq: Frequency, interval = 1): string {
  return writeRule(plainRule(freq, interval));
}

/** Every `interval` weeks on some weekdays. */
export function weeklyOn(weekdays: readonly Weekday[], interval = 1): string {
  const byDay = WEEKDAYS.flatMap((name, weekday) => (weekdays.includes(name) ? [{ weekday, nth: null }] : []));
  return writeRule({ ...plainRule('WEEKLY', interval), byDay });
}

/**
 * Every `interval` months on a day: 1 to 31, or -1 for the last. The 29th to 31st mean the last day of shorter months,
 * which is what people mean; `BYMONTHDAY=31` alone, as others may write it, skips such months.
 */
export function monthlyOn(day: number, interval = 1): string {
  const days = day > 28 ? clampedDays(day) : { byMonthDay: [day] };
  return writeRule({ ...plainRule('MONTHLY', interval), ...days });
}

/** Every `interval` months on the first to fifth (1 to 5) or the last (-1) of a weekday. */
export function monthlyOnNth(nth: number, weekday: Weekday, interval = 1): string {
  const byDay = [{ weekday: WEEKDAYS.indexOf(weekday), nth }];
  return writeRule({ ...plainRule('MONTHLY', interval), byDay });
}

/** Every `interval` months on the first (1) or last (-1) working day, Monday to Friday. */
export function monthlyOnWorkday(position: number, interval = 1): string {
  const byDay = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, nth: null }));
  return writeRule({ ...plainRule('MONTHLY', interval), byDay, bySetPos: [position] });
}

/** Every `interval` years on a date. 29 February stays what it is: in leap years only. */
export function yearlyOn(month: number, day: number, interval = 1): string {
  return writeRule({ ...plainRule('YEARLY', interval), byMonth: [month], byMonthDay: [day] });
}
