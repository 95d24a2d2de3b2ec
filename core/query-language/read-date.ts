import { type Instant, toEpochMs } from '../instant.ts';
import { type Choices, frameOf, type Lean } from '../language/frame.ts';
import { LOCALE_CODES } from '../language/locales/grammar-of.ts';
import { type DayReading, readDay } from '../language/read-day.ts';
import { readDateMath } from './read-date-math.ts';

/** What “today” and “now” are, whose clock says so, and how they mean their words. */
export interface Moment extends Choices {
  now: Instant;
  /** The user's IANA zone. */
  zone: string;
  /** The user's language, a BCP 47 tag; absent is English. */
  locale?: string | undefined;
}

/** What the words of a date come to. Dates and times are wall clock in the user's zone. */
export type DateReading = DayReading | { readonly kind: 'instant'; readonly epochMs: number };

/**
 * What words mean as a date of a query: in the user's language, else in English, else in any other, because a view stays
 * saved when its owner changes the language.
 *
 * @param words in lower case but for the letters of `now+1M`, with single blanks
 * @returns null when they are none; some are a date at one moment and none at another (`31st of next month`)
 */
export function readDate(words: string, moment: Moment, lean: Lean): DateReading | null {
  for (const locale of new Set([moment.locale ?? ENGLISH, ...LOCALE_CODES])) {
    const reading = readDateIn(locale, words, moment, lean);
    if (reading !== null) return reading;
  }
  return null;
}

const ENGLISH = 'en';

function readDateIn(locale: string, words: string, moment: Moment, lean: Lean): DateReading | null {
  const math = readDateMath(words, moment);
  if (math !== null) return math;
  // As machines write it.
  const text = words.replace(/^(\d{4}-\d{2}-\d{2})t(?=\d)/, '$1 ');
  return readDay(text, frameOf(toEpochMs(moment.now), moment.zone, moment, lean), locale);
}

/** The month after it has 31 days: what is a date in some months is one here. */
const SOME_MOMENT: Moment = { now: '2027-11-30T12:00:00.000Z', zone: 'UTC' };

/**
 * How many of some words are a date: the most that the first language reads which reads any; 0 when none does. That must
 * not depend on whose query it is or when it is asked, so that what was saved is still a query tomorrow.
 */
export function dateLength(words: readonly string[]): number {
  for (const locale of LOCALE_CODES) {
    for (let length = words.length; length > 0; length -= 1) {
      if (readDateIn(locale, words.slice(0, length).join(' '), SOME_MOMENT, 'ahead') !== null) return length;
    }
  }
  return 0;
}
