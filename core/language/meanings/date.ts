import { dateText, dayOf, weekdayOf } from '../../recurrence/epoch-day.ts';
import type { Frame } from '../frame.ts';
import type { Meaning } from '../grammar/phrases.ts';
import { type Amount, laterDate } from './amount.ts';
import {
  type DayKind,
  inYear,
  type Month,
  monthEnd,
  monthOf,
  monthStart,
  nextDayOfMonth,
  nextDayOfYear,
  nthOfMonth,
  realDate,
  weekStart,
} from './calendar.ts';

/**
 * How much the words by themselves say that they are meant as an instruction, see judge.ts:
 * - `firm`: whatever stands around them;
 * - `adverb`: they tell when (`tomorrow`, `in 3 days`);
 * - `noun`: they may as well be a name, or say what kind of thing the next word is (`Friday deploy`);
 * - `period`: the same, but not where adverbs stand inside sentences (`next week`);
 * - `often`: an adverb at the end, an adjective elsewhere (`daily`);
 * - `guess`: never, it is only offered;
 * - `hint`: only together with something else (`the 15th`, `morning`, `3`);
 * - `timed`: only beside a time (`mon-fri`).
 */
export type Form = 'firm' | 'adverb' | 'noun' | 'period' | 'often' | 'hint' | 'timed' | 'guess';

/** A date as it is understood. */
export interface DateReading {
  readonly date: string;
  /** Today was meant if there is a time with it that is still ahead. */
  readonly isTodayAhead: boolean;
  readonly form: Form;
  /** It comes every week: of an end that lies before its start the one after it was meant. */
  readonly isWeekly?: true;
  /** The other date that the same digits can mean. */
  readonly alternative?: string;
}

function reading(date: string | null, form: Form, isTodayAhead = false): DateReading | null {
  return date === null ? null : { date, form, isTodayAhead };
}

/** By integers: it is asked for at every weekday of a text. */
function daysAfter(date: string, days: number): string {
  return dateText(dayOf(date) + days);
}

/** The first after today; looking back, the newest, today included. */
function bareWeekday(weekday: number, frame: Frame): DateReading {
  if (frame.lean === 'ahead') return comingWeekday(weekday, frame);
  const date = daysAfter(frame.today, -((frame.weekday - weekday + 7) % 7));
  return { date, form: 'noun', isTodayAhead: false };
}

function comingWeekday(weekday: number, { today, weekday: now }: Frame): DateReading {
  const date = daysAfter(today, ((weekday - now + 6) % 7) + 1);
  return { date, form: 'noun', isTodayAhead: weekday === now, isWeekly: true };
}

function ofWeek(weekday: number, weeks: number, { today }: Frame): DateReading | null {
  return reading(daysAfter(weekStart(today, weeks), weekday), 'adverb');
}

const NO_AMOUNT: Amount = { unit: 'day', count: 0 };
const NO_DATE: DateReading = { date: '1900-01-01', isTodayAhead: false, form: 'hint' };
const ANY_DAY: DayKind = { kind: 'day' };
const SATURDAY = 5;

/** The nth of a month in this year, or the next when that is past; looking back, the newest. */
function nthOfYear(nth: number, kind: DayKind, month: number, frame: Frame): string | null {
  const { year } = monthOf(frame.today);
  return nearest([0, 1, 2, 3, 4], (distance) => nthOfMonth({ year: year + distance, month }, nth, kind), frame);
}

/** The nth of this month, or the next one that has it. */
function nthOfComing(nth: number, kind: DayKind, frame: Frame): string | null {
  return nearest([0, 1, 2, 3], (distance) => nthOfMonth(monthOf(frame.today, distance), nth, kind), frame);
}

/** The first date on the side where one looks, today included. */
function nearest(
  distances: readonly number[],
  dateAt: (distance: number) => string | null,
  { today, lean }: Frame,
): string | null {
  const sign = lean === 'ahead' ? 1 : -1;
  for (const distance of distances) {
    const date = dateAt(sign * distance);
    if (date !== null && (sign === 1 ? date >= today : date <= today)) return date;
  }
  return null;
}

/** Of two readings of the digits the one that is that weekday; null when neither is, and nobody knows what is wrong. */
function onWeekday({ date, alternative = date }: DateReading, weekday: number): DateReading | null {
  const fits = [date, alternative].find((each) => weekdayOf(dayOf(each)) === weekday) ?? null;
  return reading(fits, 'noun');
}

const FOUR_YEARS = Array.from({ length: 48 }, (_, month) => month);

function endOfYear({ year }: Month): string {
  return `${year}-12-31`;
}

/** How dates are said. */
export const DATE_MEANINGS = {
  relativeDay: ({ relativeDay = 0 }, { today }) => reading(daysAfter(today, relativeDay), 'adverb'),
  weekday: ({ weekday = 0 }, frame) => bareWeekday(weekday, frame),
  timedDay: ({ timedDay = 0 }, frame) => ({ ...bareWeekday(timedDay, frame), form: 'timed' }),
  thisWeekday: ({ weekday = 0 }, frame) => ({ ...comingWeekday(weekday, frame), form: 'adverb' }),
  nextWeekday: ({ timedDay = 0, weekday = timedDay }, frame) => ofWeek(weekday, 1, frame),
  weekdayInWeeks: ({ weekday = 0, amount = NO_AMOUNT }, frame) => {
    const coming = comingWeekday(weekday, frame);
    return amount.unit === 'week' ? reading(laterDate(coming.date, amount), 'adverb') : null;
  },
  weekdayAfterNext: ({ weekday = 0 }, frame) => ofWeek(weekday, 2, frame),
  weekAfterNext: (_, { today }) => reading(weekStart(today, 2), 'period'),
  thisWeekend: (_, frame) =>
    reading(frame.weekday > SATURDAY ? frame.today : (ofWeek(SATURDAY, 0, frame)?.date ?? null), 'adverb'),
  nextWeekend: (_, frame) => ofWeek(SATURDAY, 1, frame),
  nextWeek: (_, { today }) => reading(weekStart(today, 1), 'period'),
  nextMonth: (_, { today }) => reading(monthStart(monthOf(today, 1)), 'period'),
  nextYear: (_, { today }) => reading(`${monthOf(today).year + 1}-01-01`, 'period'),
  endOfWeek: (_, { today }) => reading(daysAfter(weekStart(today, 1), -1), 'period'),
  endOfNextWeek: (_, { today }) => reading(daysAfter(weekStart(today, 2), -1), 'period'),
  endOfMonth: (_, { today }) => reading(monthEnd(monthOf(today)), 'period'),
  endOfNextMonth: (_, { today }) => reading(monthEnd(monthOf(today, 1)), 'period'),
  endOfNamedMonth: ({ month = 0 }, frame) => reading(nthOfYear(-1, ANY_DAY, month, frame), 'period'),
  startOfNamedMonth: ({ month = 0 }, frame) => reading(nthOfYear(1, ANY_DAY, month, frame), 'period'),
  endOfYear: (_, { today }) => reading(endOfYear(monthOf(today)), 'period'),
  endOfNextYear: (_, { today }) => reading(endOfYear(monthOf(today, 12)), 'period'),
  later: ({ amount = NO_AMOUNT }, { today }) =>
    // Years are far ahead for a task: `In 5 years vision board`.
    reading(laterDate(today, amount), amount.unit === 'year' ? 'noun' : 'adverb'),
  laterThanDay: ({ amount = NO_AMOUNT, relativeDay = 0 }, { today }) =>
    reading(laterDate(daysAfter(today, relativeDay), amount), 'adverb'),
  numeric: ({ numericDate = NO_DATE, timedDay, weekday = timedDay }) =>
    weekday === undefined ? numericDate : onWeekday(numericDate, weekday),
  dayOfYear: ({ monthDay = { month: 0, day: 0 }, year, timedDay, weekday = timedDay }, { today, lean }) => {
    const { month, day } = monthDay;
    const date = year === undefined ? nextDayOfYear(today, month, day, lean) : realDate(year, month, day);
    // With a weekday that is not the date's one of the two is wrong, and nobody knows which.
    const isSame = date === null || weekday === undefined || weekdayOf(dayOf(date)) === weekday;
    return isSame ? reading(date, 'noun') : null;
  },
  dayOfMonth: ({ day = 0, ordinal = day }, { today, lean }) => reading(nextDayOfMonth(today, ordinal, lean), 'hint'),
  /** The same in words that say by themselves that a day is meant: `el 15`. */
  onDayOfMonth: ({ day = 0, ordinal = day }, { today, lean }) => reading(nextDayOfMonth(today, ordinal, lean), 'noun'),
  weekdayOfMonth: ({ weekday = 0, day = 0, ordinal = day }, frame) => {
    const dateAt = (distance: number) => {
      const { year, month } = inYear(monthOf(frame.today, distance));
      const date = realDate(year, month, ordinal);
      return date !== null && weekdayOf(dayOf(date)) === weekday ? date : null;
    };
    return reading(nearest(FOUR_YEARS, dateAt, frame), 'noun');
  },
  dayOfNextMonth: ({ day = 0, ordinal = day }, { today }) => {
    const { year, month } = inYear(monthOf(today, 1));
    return reading(realDate(year, month, ordinal), 'noun');
  },
  nthOfThisMonth: ({ nth = 0, dayKind = ANY_DAY }, frame) => reading(nthOfComing(nth, dayKind, frame), 'period'),
  nthOfNextMonth: ({ nth = 0, dayKind = ANY_DAY }, { today }) =>
    reading(nthOfMonth(monthOf(today, 1), nth, dayKind), 'period'),
  nthOfNamedMonth: ({ nth = 0, dayKind = ANY_DAY, month = 0, year }, frame) =>
    reading(
      year === undefined ? nthOfYear(nth, dayKind, month, frame) : nthOfMonth({ year, month }, nth, dayKind),
      'period',
    ),
} satisfies Record<string, Meaning<DateReading>>;
