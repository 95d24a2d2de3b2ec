import { Temporal } from 'temporal-polyfill';
import { type Instant, toEpochMs, toInstant } from '../instant.ts';
import { clampedDay } from './clamped-day.ts';
import { calendarDay, dateText, dayOf } from './epoch-day.ts';
import { type OccurrenceNote, skippedBefore } from './occurrence-note.ts';
import { occurrencesAfter, wallClockAt } from './occurrences.ts';
import { type Periods, periodsOf } from './periods.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Recurrence, Rule } from './rule.ts';

export interface PreviewInput extends Recurrence {
  /** The zone of the wall clock. */
  readonly zone: string;
  /** Only occurrences strictly after it; null gives those from the start on. */
  readonly after: Instant | null;
  /** At most that many. */
  readonly count: number;
}

export interface PreviewedOccurrence {
  /** As the rule has it: `2026-11-21`, or `2026-11-21T15:00`. */
  readonly local: string;
  /** Null for a date, which is no instant. */
  readonly instant: Instant | null;
  readonly notes: readonly OccurrenceNote[];
}

/** The next occurrences with a note wherever a clock change, a short month or a leap day matters. */
export function previewOccurrences({ zone, after, count, ...recurrence }: PreviewInput): PreviewedOccurrence[] {
  const { rule, startDay } = readRecurrence(recurrence);
  const periods = periodsOf(rule, startDay);
  const preview: PreviewedOccurrence[] = [];
  if (count <= 0) return preview;
  for (const { slot, epochMs } of occurrencesAfter(recurrence, zone, after === null ? null : toEpochMs(after))) {
    const isTime = slot.length > 10;
    const notes = [...(isTime ? clockNotes(slot, epochMs, zone) : []), ...calendarNotes(rule, periods, dayOf(slot))];
    preview.push({ local: slot, instant: isTime ? toInstant(epochMs) : null, notes });
    if (preview.length >= count) break;
  }
  return preview;
}

function clockNotes(slot: string, epochMs: number, zone: string): OccurrenceNote[] {
  const shown = wallClockAt(epochMs, zone);
  if (shown !== slot) return [{ kind: 'clock_forward', at: shown }];
  const later = Temporal.PlainDateTime.from(slot).toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
  return later === epochMs ? [] : [{ kind: 'clock_back' }];
}

function calendarNotes(rule: Rule, periods: Periods, slotDay: number): OccurrenceNote[] {
  const { unit } = periods;
  if (unit !== 'month' && unit !== 'year') return [];
  const { month, day } = calendarDay(slotDay);
  const asked = clampedDay(rule);
  if (asked !== null && day < asked) return [{ kind: 'short_month', day: asked }];
  const notes: OccurrenceNote[] = [];
  const isLeapDay = month === 2 && day === 29;
  if (isLeapDay) notes.push({ kind: 'leap_day' });
  // That years without a 29 February are passed over is what the note on the leap day says.
  if (isLeapDay && unit === 'year') return notes;
  const isMeant = (first: number) =>
    unit === 'year' || rule.byMonth.length === 0 || rule.byMonth.includes(calendarDay(first).month);
  const skipped = skippedBefore(periods, slotDay, isMeant);
  const label = (first: number) => dateText(first).slice(0, unit === 'month' ? 7 : 4);
  if (skipped.length > 0) notes.push({ kind: 'skipped', unit, periods: skipped.map(label) });
  return notes;
}
