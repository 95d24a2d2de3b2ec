import { Temporal } from 'temporal-polyfill';
import type { Due } from '#core/task/due.ts';
import { formatWallClock } from './format-wall-clock.ts';

/** How near a due date is; it decides colour and shape, the words say the same. */
export type DueTone = 'overdue' | 'today' | 'soon' | 'later';

export interface DueWords {
  /** Short: `Today 15:00`, `Tomorrow`, `Fri`, `12 Dec`, `3 days late`. */
  text: string;
  tone: DueTone;
  /** Complete, for a tooltip and for screen readers: `Monday 30 November 2026, 15:00 (Europe/Berlin)`. */
  full: string;
}

export interface DueContext {
  nowMs: number;
  /** The user's zone. */
  zone: string;
  /** A BCP 47 tag; it decides the order of day and month and the 12 or 24 hour clock. */
  locale: string;
  /** The task is done: its date is told as it was, and late no longer. */
  isDone?: boolean;
}

/** How far ahead a weekday's name alone says which day is meant. */
const WEEKDAY_DAYS = 6;

/** A due date in words, as a row shows it. Dates compare as local dates, times as instants. */
export function dueWords(due: Due, { nowMs, zone, locale, isDone = false }: DueContext): DueWords {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone);
  const at = due.kind === 'date' ? null : zonedTime(due, zone);
  const date = due.kind === 'date' ? Temporal.PlainDate.from(due.date) : (at ?? now).toPlainDate();
  const days = now.toPlainDate().until(date, { largestUnit: 'day' }).days;
  const full = fullWords(due, locale);

  const isLate = at ? at.epochMilliseconds < nowMs : days < 0;
  if (isLate && !isDone) return { text: lateWords(at, days, nowMs), tone: 'overdue', full };

  const time = at ? ` ${timeOfDay(at, locale)}` : '';
  return { text: dayWords(date, days, now.year, locale) + time, tone: isDone ? 'later' : nearness(days), full };
}

function nearness(days: number): DueTone {
  if (days === 0) return 'today';
  return days === 1 ? 'soon' : 'later';
}

function zonedTime(due: Exclude<Due, { kind: 'date' }>, zone: string): Temporal.ZonedDateTime {
  const own = due.kind === 'fixed' ? due.zone : zone;
  const there = Temporal.PlainDateTime.from(due.local).toZonedDateTime(own, { disambiguation: 'compatible' });
  return there.withTimeZone(zone);
}

function dayWords(date: Temporal.PlainDate, days: number, thisYear: number, locale: string): string {
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  if (days > 0 && days <= WEEKDAY_DAYS) return formatWallClock(date, locale, { weekday: 'short' });
  return formatWallClock(date, locale, {
    day: 'numeric',
    month: 'short',
    ...(date.year === thisYear ? {} : { year: 'numeric' }),
  });
}

function lateWords(at: Temporal.ZonedDateTime | null, days: number, nowMs: number): string {
  const lateDays = -days;
  if (lateDays >= 1) return `${count(lateDays, 'day')} late`;
  const minutes = Math.floor((nowMs - (at?.epochMilliseconds ?? nowMs)) / 60_000);
  if (minutes < 60) return minutes < 1 ? 'Due now' : `${minutes} min late`;
  return `${count(Math.floor(minutes / 60), 'hour')} late`;
}

function fullWords(due: Due, locale: string): string {
  const wall = due.kind === 'date' ? Temporal.PlainDate.from(due.date) : Temporal.PlainDateTime.from(due.local);
  const words = formatWallClock(wall, locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(due.kind === 'date' ? {} : { hour: 'numeric', minute: '2-digit' }),
  });
  return due.kind === 'fixed' ? `${words} (${due.zone})` : words;
}

function timeOfDay(at: Temporal.ZonedDateTime, locale: string): string {
  return formatWallClock(at.toPlainDateTime(), locale, { hour: 'numeric', minute: '2-digit' });
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
