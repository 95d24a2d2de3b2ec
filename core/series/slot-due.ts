import { wallClockAt } from '../recurrence/occurrences.ts';
import { type Due, dueEpochMs } from '../task/due.ts';
import { addDays } from '../time/local.ts';

/** The due of an occurrence: a day, or a time in the zone of its series (null: the user's, so it floats). */
export function dueOfSlot(slot: string, zone: string | null): Due {
  if (slot.length === 10) return { kind: 'date', date: slot };
  return zone === null ? { kind: 'floating', local: slot } : { kind: 'fixed', local: slot, zone };
}

/** The wall clock of a due in the zone of a series. A slot like it, from which a rule starts. */
export function slotOfDue(due: Due, zone: string): string {
  if (due.kind === 'date') return due.date;
  return due.kind === 'floating' || due.zone === zone ? due.local : wallClockAt(dueEpochMs(due, zone), zone);
}

/**
 * The last moment of the wall clock that a due speaks for: a day that was moved is over with all its times. What a
 * rule makes next comes after it.
 */
export function endOfDue(due: Due, zone: string): string {
  return due.kind === 'date' ? `${due.date}T23:59` : slotOfDue(due, zone);
}

/** Moves a due by days of the calendar; the time of day stays. */
export function shiftDue(due: Due, days: number): Due {
  if (due.kind === 'date') return { ...due, date: addDays(due.date, days) };
  return { ...due, local: `${addDays(due.local.slice(0, 10), days)}${due.local.slice(10)}` };
}
