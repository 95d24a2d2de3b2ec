import { calendarDay, dateText, dayOf, epochDay, weekdayOf } from '../../recurrence/epoch-day.ts';

/** What can be the first, the second or the last of a month. */
export type DayKind = { readonly kind: 'day' | 'workday' } | { readonly kind: 'weekday'; readonly weekday: number };

export interface Month {
  readonly year: number;
  /** 1 to 12; others roll over into neighbouring years. */
  readonly month: number;
}

/** The month of a date, or one so many later. */
export function monthOf(date: string, later = 0): Month {
  const { year, month } = calendarDay(dayOf(date));
  return { year, month: month + later };
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
  const text = dateText(epochDay(year, month, day));
  return calendarDay(dayOf(text)).day === day ? text : null;
}

/** The next such day of a month that is real, today included. */
export function nextDayOfMonth(today: string, day: number): string | null {
  for (let later = 0; later < 12; later += 1) {
    const { year, month } = calendarDay(dayOf(monthStart(monthOf(today, later))));
    const date = realDate(year, month, day);
    if (date !== null && date >= today) return date;
  }
  return null;
}

/** The next such day of a year that is real, today included: 29 February may be eight years away. */
export function nextDayOfYear(today: string, month: number, day: number): string | null {
  const { year } = monthOf(today);
  for (let later = 0; later <= 8; later += 1) {
    const date = realDate(year + later, month, day);
    if (date !== null && date >= today) return date;
  }
  return null;
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
