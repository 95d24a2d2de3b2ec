import type { Instant } from '../instant.ts';

/** What “today” and “now” are, and whose clock says so. */
export interface Moment {
  now: Instant;
  /** The user's IANA zone. */
  zone: string;
}

/** What the words of a date come to. Dates and times are wall clock in the user's zone. */
export type DateReading =
  | { kind: 'date'; date: string }
  /** A week, month or year; both days are part of it. */
  | { kind: 'dates'; from: string; to: string }
  /** To the minute. */
  | { kind: 'time'; local: string }
  | { kind: 'instant'; epochMs: number };

/** Where days without a year or week are looked for: dues lie ahead, what was created or completed lies behind. */
export type Lean = 'ahead' | 'behind';

/**
 * Reads the words of a date: lower case (but for the letters of `now+1M`), single blanks. Whether they are a date at all must not depend on the moment,
 * so that what was saved is still a date tomorrow.
 *
 * @returns null when they are none
 */
export type ReadDate = (words: string, moment: Moment, lean: Lean) => DateReading | null;
