import { dateText, dayOf } from './epoch-day.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Recurrence } from './rule.ts';
import { slotDays } from './slot-days.ts';

/**
 * The slots of a recurrence strictly after a moment of the wall clock, lazily: dates (`2026-11-21`) or times
 * (`2026-11-21T15:00`), as its start is. Both compare as text, a date standing before every time on it.
 *
 * @param after a date or wall-clock time; null gives all slots, the start first
 */
export function* slotsAfter(recurrence: Recurrence, after: string | null): Generator<string, void> {
  const { rule, startDay, time } = readRecurrence(recurrence);
  const fromDay = after === null ? startDay : dayOf(after);
  for (const day of slotDays(rule, startDay).from(fromDay)) {
    const slot = `${dateText(day)}${time}`;
    if (after === null || slot > after) yield slot;
  }
}

/** The next slot strictly after a moment of the wall clock; null when the recurrence is over. */
export function nextSlot(recurrence: Recurrence, after: string): string | null {
  for (const slot of slotsAfter(recurrence, after)) return slot;
  return null;
}

/** The first `count` slots strictly after a moment of the wall clock, or fewer when the recurrence ends. */
export function firstSlotsAfter(recurrence: Recurrence, after: string | null, count: number): string[] {
  const slots: string[] = [];
  if (count <= 0) return slots;
  for (const slot of slotsAfter(recurrence, after)) if (slots.push(slot) >= count) break;
  return slots;
}

/** The slots after `after` and not after `until`, both on the wall clock; a date as `until` counts whole. */
export function slotsBetween(recurrence: Recurrence, after: string | null, until: string): string[] {
  const slots: string[] = [];
  for (const slot of slotsAfter(recurrence, after)) {
    if (slot.slice(0, until.length) > until) break;
    slots.push(slot);
  }
  return slots;
}
