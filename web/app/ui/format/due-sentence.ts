import { Temporal } from 'temporal-polyfill';
import { type Due, dueEpochMs } from '#core/task/due.ts';
import type { DueContext } from './due-words.ts';
import { formatWallClock } from './format-wall-clock.ts';

/**
 * A due date so that nobody can mistake it: `Tomorrow, Sunday 22 November, 15:00`; with a zone of its own also where
 * that is, and what the reader's clock shows then.
 */
export function dueSentence(due: Due, { nowMs, zone, locale }: Omit<DueContext, 'isDone'>): string {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone);
  const wall = due.kind === 'date' ? `${due.date}T00:00` : due.local;
  const at = Temporal.PlainDateTime.from(wall);
  const here = due.kind === 'fixed' && due.zone !== zone ? inZone(dueEpochMs(due, zone), zone) : null;
  const day = at.toPlainDate();
  // Where it is another day there than here, “tomorrow” would be wrong for one of the two.
  const isSameDay = here === null || here.toPlainDate().equals(day);
  const near = isSameDay ? nearWords(now.toPlainDate().until(day).days) : [];
  const parts = [...near, dayInWords(day, now.year, locale)];
  if (due.kind === 'date') return parts.join(', ');
  parts.push(timeInWords(at, locale));
  if (due.kind === 'floating') return parts.join(', ');
  const there = `${parts.join(', ')} in ${placeOf(due.zone)}`;
  return here ? `${there} (${hereWords(here, at, locale)} for you)` : there;
}

/** The place a zone is named after: `New York`. */
export function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `Sunday 22 November`, with the year when it is another one. */
export function dayInWords(date: Temporal.PlainDate, thisYear: number, locale: string): string {
  return formatWallClock(date, locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(date.year === thisYear ? {} : { year: 'numeric' }),
  });
}

export function timeInWords(at: Temporal.PlainDateTime, locale: string): string {
  return formatWallClock(at, locale, { hour: 'numeric', minute: '2-digit' });
}

function nearWords(days: number): string[] {
  if (days === 0) return ['Today'];
  if (days === 1) return ['Tomorrow'];
  return days === -1 ? ['Yesterday'] : [];
}

function inZone(epochMs: number, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDateTime();
}

function hereWords(here: Temporal.PlainDateTime, there: Temporal.PlainDateTime, locale: string): string {
  const time = timeInWords(here, locale);
  if (here.toPlainDate().equals(there.toPlainDate())) return time;
  return `${formatWallClock(here, locale, { weekday: 'short' })} ${time}`;
}
