import { Temporal } from 'temporal-polyfill';
import { type Due, DueSchema } from './due.ts';

/** How far a due moves on the wall clock; a negative part moves it back. */
export interface Shift {
  months?: number | undefined;
  weeks?: number | undefined;
  days?: number | undefined;
  hours?: number | undefined;
  minutes?: number | undefined;
}

/**
 * A due that is so much later, its kind and time of day kept. Months keep the day of the month, or take the last one of
 * a shorter month. Null when that is no due: a day has no hours, and the calendar ends somewhere.
 */
export function shiftDue(due: Due, shift: Shift): Due | null {
  const { months = 0, weeks = 0, days = 0, hours = 0, minutes = 0 } = shift;
  const moved = DueSchema.safeParse(
    due.kind === 'date'
      ? { ...due, date: Temporal.PlainDate.from(due.date).add({ months }).add({ weeks }).add({ days }).toString() }
      : { ...due, local: shiftTime(due.local, shift) },
  );
  const isPossible = due.kind !== 'date' || (hours === 0 && minutes === 0);
  return moved.success && isPossible ? moved.data : null;
}

// One part after the other: a duration of Temporal is all forward or all back.
function shiftTime(local: string, { months = 0, weeks = 0, days = 0, hours = 0, minutes = 0 }: Shift): string {
  const day = Temporal.PlainDateTime.from(local).add({ months }).add({ weeks }).add({ days });
  return day.add({ hours }).add({ minutes }).toString({ smallestUnit: 'minute' });
}
