export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** An element of BYDAY. */
export interface RuleDay {
  /** 0 is Monday, 6 is Sunday. */
  readonly weekday: number;
  /** The how-manieth of its month or year, from the end when negative; null is every one. */
  readonly nth: number | null;
}

/** What a rule string says, in order and without repetition. Lists are empty where the part is not there. */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  /** WKST: 0 is Monday, 6 is Sunday. */
  readonly weekStart: number;
  readonly byMonth: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byDay: readonly RuleDay[];
  readonly bySetPos: readonly number[];
  readonly count: number | null;
  /** The last date on which it may occur, such as `2027-12-31`; null is without such an end. */
  readonly until: string | null;
}

/**
 * A rule and the wall-clock time or date of its first slot, both canonical: what `parseRecurrence` makes and a series
 * stores. Every other function here takes it as granted and throws an InvariantError on a rule that never was parsed.
 */
export interface Recurrence {
  /** Such as `FREQ=WEEKLY;BYDAY=MO,TH`. */
  readonly rule: string;
  /** `2026-11-21` or `2026-11-21T15:00`. */
  readonly start: string;
}
