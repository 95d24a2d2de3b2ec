import type { Meaning } from '../grammar/phrases.ts';
import { DATE_MEANINGS, type Form } from './date.ts';
import { onDate, onMonthDays, onNth } from './repeat.ts';

/**
 * Words in the form of a date or rule that name a day which no calendar has: `feb 30`, `every 32nd`. Whatever else stands
 * in the line would otherwise lead to another day than the one that was meant, so they have to be known.
 */
export interface Impossible {
  readonly of: 'date' | 'recurrence';
  /** `guess` is what hardly is a date (`may 45`, `13/13`): it only keeps a bare time from choosing a day. */
  readonly form: Form;
}

export function impossibleDate(form: Form): Impossible {
  return { of: 'date', form };
}

/** Whether some month has such a day. */
export function isDay(day: number): boolean {
  return day >= 1 && day <= MAX_DAY;
}

/** No month has more. */
const MAX_DAY = 31;
const NO_DAY = { month: 0, day: 0 };

export const IMPOSSIBLE_DATES = {
  // Without its weekday: one that is not the date's is two dates that contradict each other.
  dayOfYear: ({ monthDay = NO_DAY, year }, frame) => {
    const date = DATE_MEANINGS.dayOfYear({ monthDay, ...(year !== undefined && { year }) }, frame);
    return date === null ? impossibleDate(isDay(monthDay.day) ? 'noun' : 'guess') : null;
  },
  dayOfMonth: ({ day = 0, ordinal = day }) => (ordinal > MAX_DAY ? impossibleDate('hint') : null),
  weekdayOfMonth: ({ day = 0, ordinal = day }) => (ordinal > MAX_DAY ? impossibleDate('guess') : null),
  dayOfNextMonth: (slots, frame) => (DATE_MEANINGS.dayOfNextMonth(slots, frame) ? null : impossibleDate('noun')),
  nthOfThisMonth: (slots, frame) => (DATE_MEANINGS.nthOfThisMonth(slots, frame) ? null : impossibleDate('noun')),
  nthOfNextMonth: (slots, frame) => (DATE_MEANINGS.nthOfNextMonth(slots, frame) ? null : impossibleDate('noun')),
  nthOfNamedMonth: (slots, frame) => (DATE_MEANINGS.nthOfNamedMonth(slots, frame) ? null : impossibleDate('noun')),
} satisfies Record<string, Meaning<Impossible>>;

const rule: Meaning<Impossible> = ({ days, dayNumbers = days, nths, dayKind, monthDay }) => {
  const isReal =
    (dayNumbers === undefined || onMonthDays(dayNumbers) !== null) &&
    (nths === undefined || dayKind === undefined || onNth(nths, dayKind) !== null) &&
    (monthDay === undefined || onDate(monthDay) !== null);
  return isReal ? null : { of: 'recurrence', form: 'adverb' };
};

/** Every phrase of a rule that is pinned to days of a month or year. */
export const IMPOSSIBLE_RULES = {
  everyAmountOnDays: rule,
  everyOtherOnDays: rule,
  everyAmountOnNth: rule,
  everyOtherOnNth: rule,
  everyDays: rule,
  everyNth: rule,
  everyDate: rule,
  everyAmountOnDate: rule,
  everyAmountOnNthOfMonth: rule,
  everyNthOfMonth: rule,
  oftenOnDays: rule,
  oftenOnNth: rule,
  oftenOnDate: rule,
  oftenOnNthOfMonth: rule,
} satisfies Record<string, Meaning<Impossible>>;
