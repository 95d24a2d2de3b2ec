import type { Periods } from './periods.ts';

/** What a person may want to know about one occurrence before they save the rule. */
export type OccurrenceNote =
  /** The clocks skip its time on that day; it is moved forward to `at`, a wall-clock time. */
  | { kind: 'clock_forward'; at: string }
  /** Its time comes twice on that day; it is the first. */
  | { kind: 'clock_back' }
  /** Its month has no such day (29 to 31): it is on the last one. */
  | { kind: 'short_month'; day: number }
  /** Months (`2027-02`) or years (`2027`) just before it that the rule passes over, having no such day. */
  | { kind: 'skipped'; unit: 'month' | 'year'; periods: string[] }
  /** It is on 29 February. */
  | { kind: 'leap_day' };

/** More than these are not told: the rule is then rare rather than surprising. */
const MAX_SKIPPED = 12;

/**
 * The months or years that the rule looked at in vain just before an occurrence.
 *
 * @param isMeant whether a period counts, given its first day: months outside of BYMONTH are no surprise
 */
export function skippedBefore(periods: Periods, day: number, isMeant: (firstDay: number) => boolean): number[] {
  const number = periods.numberAt(day);
  if (periods.days(number)[0] !== day) return [];
  const skipped: number[] = [];
  for (let before = number - 1; before > 0 && skipped.length < MAX_SKIPPED; before -= 1) {
    if (periods.days(before).length > 0) break;
    const firstDay = periods.firstDay(before);
    if (isMeant(firstDay)) skipped.unshift(firstDay);
  }
  return skipped;
}
