import { dateText, dayOf, epochDay, weekdayOf } from '../../recurrence/epoch-day.ts';
import type { Lean } from '../frame.ts';

/** What can be the first, the second or the last of a month. */
export type DayKind = { readonly kind: 'day' | 'workday' } | { readonly kind: 'weekday'; readonly weekday: number };

export interface Month {
  readonly year: number;
  /** 1 to 12; others roll over into neighbouring years. */
  readonly month: number;
}

/** The month of a date, or one so many later. */
export function monthOf(date: string, later = 0): Month {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) + later };
}

/** The same month by a number from 1 to 12. */
export function inYear({ year, month }: Month): Month {
  const months = year * 12 + month - 1;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

export function monthStart({ year, month }: Month): string {
  return dateText(epochDay(year, month, 1));
}

export function monthEnd({ year, month }: Month): string {
  return dateText(epochDay(year, month + 1, 1) - 1);
}

/** The Monday of a date's week, or of the week so many later. */
export function weekStart(date: string, later = 0): string {
  const day = dayOf(date);
  return dateText(day - weekdayOf(day) + 7 * later);
}

/** A date that exists; null for 31 April. */
export function realDate(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null;
  // By hand: it is asked for at every number of a text.
  if (day > 28 && day > monthLength(year, month)) return null;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The next such day of a month that is real, today included; the newest where one looks back. */
export function nextDayOfMonth(today: string, day: number, lean: Lean): string | null {
  for (let distance = 0; distance < 12; distance += 1) {
    const { year, month } = inYear(monthOf(today, lean === 'ahead' ? distance : -distance));
    const date = realDate(year, month, day);
    if (date !== null && isOnSide(date, today, lean)) return date;
  }
  return null;
}

/** The next such day of a year that is real, today included, or the newest: 29 February may be eight years away. */
export function nextDayOfYear(today: string, month: number, day: number, lean: Lean): string | null {
  const { year } = monthOf(today);
  for (let distance = 0; distance <= 8; distance += 1) {
    const date = realDate(lean === 'ahead' ? year + distance : year - distance, month, day);
    if (date !== null && isOnSide(date, today, lean)) return date;
  }
  return null;
}

function isOnSide(date: string, today: string, lean: Lean): boolean {
  return lean === 'ahead' ? date >= today : date <= today;
}

/** The nth (from the end when negative) of a kind of days in a month; null when it has fewer. */
export function nthOfMonth(of: Month, nth: number, kind: DayKind): string | null {
  const first = dayOf(monthStart(of));
  const days = Array.from({ length: dayOf(monthEnd(of)) - first + 1 }, (_, at) => first + at);
  const day = days.filter((each) => isOfKind(each, kind)).at(nth > 0 ? nth - 1 : nth);
  return day === undefined ? null : dateText(day);
}

function isOfKind(day: number, kind: DayKind): boolean {
  if (kind.kind === 'weekday') return weekdayOf(day) === kind.weekday;
  return kind.kind === 'day' || weekdayOf(day) < 5;
}
