import type { OccurrenceNote } from './occurrence-note.ts';
import { dateWords, listWords, MONTH_NAMES, ordinalNumber } from './words.ts';

/**
 * A note as an English sentence.
 *
 * @param slot the occurrence it is about, a date or wall-clock time
 */
export function describeNote(note: OccurrenceNote, slot: string): string {
  const date = dateWords(slot);
  const time = slot.slice(11);
  switch (note.kind) {
    case 'clock_forward':
      return `The clocks go forward: there is no ${time} on ${date}, so it is at ${note.at.slice(11)}.`;
    case 'clock_back':
      return `The clocks go back: ${time} comes twice on ${date}, and it is the first.`;
    case 'short_month':
      return `${monthWords(slot)} has no ${ordinalNumber(note.day)}, so it is on the last day.`;
    case 'skipped':
      return `${listWords(note.periods.map(monthWords))} ${note.periods.length > 1 ? 'are' : 'is'} skipped: there is no such day.`;
    case 'leap_day':
      return '29 February comes in leap years only.';
  }
}

/** `2027-02…` as February 2027, and a year as itself. */
function monthWords(period: string): string {
  const month = MONTH_NAMES[Number(period.slice(5, 7)) - 1];
  return month === undefined ? period : `${month} ${period.slice(0, 4)}`;
}
