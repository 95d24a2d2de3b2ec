import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const MIN_YEAR = 1900;
const MAX_YEAR = 2199;

function isRealDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A calendar date without a time or zone. */
export const LocalDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must look like 2026-11-21')
  .refine(isRealDate, `must be a date that exists, from ${MIN_YEAR} to ${MAX_YEAR}`)
  .meta({ format: 'date', examples: ['2026-11-21'] });

/** A wall-clock time without a zone, to the minute: what a clock on the wall shows. */
export const LocalDateTimeSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/, 'must look like 2026-11-21T15:00')
  .refine(isRealDate, `must be a date that exists, from ${MIN_YEAR} to ${MAX_YEAR}`)
  .meta({ examples: ['2026-11-21T15:00'] });

/** A time of day on the wall clock, to the minute. */
export const LocalTimeSchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must look like 09:00')
  .meta({ examples: ['09:00'] });

/**
 * The instant a wall-clock time falls on in a zone, in ms since the epoch. A time that a clock change skips moves
 * forward by the gap (02:30 rings at 03:30); one that occurs twice is the first (Temporal's "compatible").
 */
export function wallClockToEpochMs(local: string, zone: string): number {
  // "compatible" is its default. By way of a PlainDateTime it takes twice as long, and recurrences do little else.
  return Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds;
}

/** The first instant of a calendar date in a zone, in ms since the epoch. Not always midnight: some zones change clocks then. */
export function startOfDayEpochMs(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** The calendar date it is at an instant in a zone. */
export function localDateAt(epochMs: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The time of day it is at an instant in a zone, as `09:00`. */
export function localTimeAt(epochMs: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}

/** The date `days` after (or, negative, before) a date. Calendar arithmetic: never 86,400 s a day. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

const DAY_MS = 86_400_000;

/**
 * How many days of the calendar lie between two dates or wall-clock times, whatever their time of day. Counted in UTC, where
 * each day has 24 hours: it is asked for every few characters that somebody types, and Temporal takes a hundred times as long.
 */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS;
}
