const MS_PER_DAY = 86_400_000;

/**
 * Rules are expanded on whole days, counted from 1970-01-01 as plain integers: a floating calendar without zones, in
 * which a day is a day. Times and zones come after (see zoned-slot.ts).
 *
 * @param month 1 to 12; others roll over into neighbouring years
 * @param day 1 to 31; others roll over into neighbouring months
 */
export function epochDay(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export function calendarDay(days: number): CalendarDay {
  const date = new Date(days * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 is Monday, 6 is Sunday, as RFC 5545 and ISO 8601 count them. */
export function weekdayOf(days: number): number {
  // 1970-01-01 was a Thursday.
  return (((days + 3) % 7) + 7) % 7;
}

/** The days as a date such as `2026-11-21`. */
export function dateText(days: number): string {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** @param local a date, or a wall-clock time of which only the date is read */
export function dayOf(local: string): number {
  return epochDay(Number(local.slice(0, 4)), Number(local.slice(5, 7)), Number(local.slice(8, 10)));
}

/** Dates of the domain end with 2199 (core/time/local.ts), and so does every expansion. */
export const LAST_DAY = epochDay(2199, 12, 31);
