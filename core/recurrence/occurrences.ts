import { Temporal } from 'temporal-polyfill';
import { startOfDayEpochMs, wallClockToEpochMs } from '../time/local.ts';
import { dateText, dayOf } from './epoch-day.ts';
import type { Recurrence } from './rule.ts';
import { slotsAfter } from './slots.ts';

/** A slot on the time line. */
export interface Occurrence {
  /** Wall clock as the rule has it: `2026-11-21`, or `2026-11-21T15:00`, also where a clock change skips that time. */
  readonly slot: string;
  /** The instant of a time, the first instant of a date; in ms since the epoch. */
  readonly epochMs: number;
}

/**
 * The occurrences strictly after an instant, lazily. A time that a clock change skips is moved forward by the gap and
 * never dropped, one that comes twice is its first (Temporal's "compatible"). RFC 5545 says both "ignored" (§3.3.10) and
 * "interpreted using the offset before the gap" (§3.3.5) of a skipped time; a reminder that is dropped helps nobody.
 * Two slots that fall on one instant, as around a day that a zone left out, are one occurrence.
 *
 * @param afterEpochMs ms since the epoch; null gives all of them
 */
export function* occurrencesAfter(
  recurrence: Recurrence,
  zone: string,
  afterEpochMs: number | null,
): Generator<Occurrence, void> {
  let last = afterEpochMs ?? Number.NEGATIVE_INFINITY;
  for (const slot of slotsAfter(recurrence, afterEpochMs === null ? null : dayBefore(afterEpochMs, zone))) {
    const epochMs = slotEpochMs(slot, zone);
    if (epochMs <= last) continue;
    last = epochMs;
    yield { slot, epochMs };
  }
}

/** The next occurrence strictly after an instant (ms since the epoch); null when the recurrence is over. */
export function nextOccurrence(recurrence: Recurrence, zone: string, afterEpochMs: number): Occurrence | null {
  for (const occurrence of occurrencesAfter(recurrence, zone, afterEpochMs)) return occurrence;
  return null;
}

/** Where a slot stands on the time line, in ms since the epoch. */
export function slotEpochMs(slot: string, zone: string): number {
  return slot.length > 10 ? wallClockToEpochMs(slot, zone) : startOfDayEpochMs(slot, zone);
}

/** What a clock on the wall shows at an instant, to the minute. */
export function wallClockAt(epochMs: number, zone: string): string {
  const offsetNs = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).offsetNanoseconds;
  // Not by way of a PlainDateTime, which takes three times as long.
  return new Date(epochMs + offsetNs / 1e6).toISOString().slice(0, 16);
}

/**
 * The wall clock a day earlier: around a clock change a slot that is past by the clock may be ahead on the time line,
 * and the other way round. No zone ever changed by more than a day.
 */
function dayBefore(epochMs: number, zone: string): string {
  const now = wallClockAt(epochMs, zone);
  return `${dateText(dayOf(now) - 1)}${now.slice(10)}`;
}
