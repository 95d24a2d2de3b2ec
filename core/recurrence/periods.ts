import { askRRule } from './ask-rrule.ts';
import { calendarDay, epochDay, weekdayOf } from './epoch-day.ts';
import { withImpliedParts, withUniformDays } from './implied-parts.ts';
import type { Rule } from './rule.ts';
import { weekNumber } from './week-number.ts';

/** The weeks, months or years that a rule looks at, one INTERVAL apart, from that of its start (number 0) on. */
export interface Periods {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  /** Number of the first period that ends on `day` or later. Arithmetic: no period is looked at on the way. */
  numberAt(day: number): number;
  /** First day of a period, since 1970-01-01. */
  firstDay(number: number): number;
  /** The days it falls on in a period, in order; in the first period also those before the start. */
  days(number: number): readonly number[];
  /** How many days every period has; null when they differ. */
  readonly size: number | null;
  /** How often rrule was asked so far: at most once for each kind of period that the calendar has. */
  asked(): number;
}

/**
 * The Gregorian calendar has 28 kinds of month (a length and a weekday to begin with) and 28 kinds of year (a weekday to
 * begin with; leap, or after or before a leap year, which decides whose week its first and last days are in, or neither).
 * What a rule picks in a month or year depends on the kind alone. So rrule is asked once for each kind that is met, and
 * its answer is moved along: no rule, however rare or impossible, asks more than 28 times.
 */
export function periodsOf(rule: Rule, startDay: number): Periods {
  const whole = withUniformDays(withImpliedParts(rule, startDay));
  switch (whole.freq) {
    case 'DAILY':
      return hasFilter(whole) ? daysOfMonths(whole, startDay) : singleDays(whole, startDay);
    case 'WEEKLY':
      return weeks({ ...whole, freq: 'WEEKLY' }, startDay);
    case 'MONTHLY':
      return months({ ...whole, freq: 'MONTHLY' }, startDay);
    case 'YEARLY':
      return years({ ...whole, freq: 'YEARLY' }, startDay);
  }
}

/** Remembers what was answered for a kind. Lives as long as one expansion; bounded by the number of kinds. */
function answers(ask: (firstDay: number, length: number) => readonly number[]) {
  const known = new Map<number, readonly number[]>();
  return {
    days(kind: number, firstDay: number, length: number): number[] {
      let offsets = known.get(kind);
      if (offsets === undefined) {
        offsets = ask(firstDay, length);
        known.set(kind, offsets);
      }
      return offsets.map((offset) => firstDay + offset);
    },
    asked: () => known.size,
  };
}

function singleDays({ interval }: Rule, startDay: number): Periods {
  const firstDay = (number: number) => startDay + number * interval;
  return {
    unit: 'day',
    numberAt: (day) => Math.max(0, Math.ceil((day - startDay) / interval)),
    firstDay,
    days: (number) => [firstDay(number)],
    size: 1,
    asked: () => 0,
  };
}

/** A daily rule that keeps to some months, dates or weekdays: the days of each month that pass, then every nth of them by INTERVAL. */
function daysOfMonths(rule: Rule, startDay: number): Periods {
  const isReachable = rule.bySetPos.length === 0 || rule.bySetPos.some((position) => Math.abs(position) === 1);
  const everyDate = Array.from({ length: 31 }, (_, at) => at + 1);
  const byMonthDay = rule.byMonthDay.length > 0 || rule.byDay.length > 0 ? rule.byMonthDay : everyDate;
  const all = months({ ...rule, freq: 'MONTHLY', interval: 1, byMonthDay, bySetPos: [] }, startDay);
  return {
    ...all,
    unit: 'day',
    days: (number) =>
      isReachable ? all.days(number).filter((day) => Math.abs(day - startDay) % rule.interval === 0) : [],
    size: null,
  };
}

function hasFilter(rule: Rule): boolean {
  return rule.byMonth.length > 0 || rule.byMonthDay.length > 0 || rule.byDay.length > 0;
}

function weeks(rule: Rule & { freq: 'WEEKLY' }, startDay: number): Periods {
  const firstWeek = startDay - ((weekdayOf(startDay) - rule.weekStart + 7) % 7);
  const step = rule.interval * 7;
  const firstDay = (number: number) => firstWeek + number * step;
  const { days, asked } = answers((day) => pickPositions(askRRule(rule, day, 7), rule.bySetPos));
  /** Which days of the week are in a month of the rule, one bit each: a week is in two months at most. */
  const monthBits = (first: number) => {
    const [begin, end] = [calendarDay(first), calendarDay(first + 6)];
    const inEnd = begin.month === end.month ? 127 : 127 - ((1 << (7 - end.day)) - 1);
    return (isMonthOf(rule, begin.month) ? 127 - inEnd : 0) + (isMonthOf(rule, end.month) ? inEnd : 0);
  };
  const daysOf = (number: number) => {
    const first = firstDay(number);
    const kind = rule.byMonth.length === 0 ? 127 : monthBits(first);
    return kind > 0 ? days(kind, first, 7) : [];
  };
  return {
    unit: 'week',
    numberAt: (day) => Math.max(0, Math.ceil((day - 6 - firstWeek) / step)),
    firstDay,
    days: daysOf,
    size: rule.byMonth.length === 0 ? daysOf(0).length : null,
    asked,
  };
}

function months(rule: Rule & { freq: 'MONTHLY' }, startDay: number): Periods {
  const indexOf = (day: number) => {
    const { year, month } = calendarDay(day);
    return year * 12 + month - 1;
  };
  const firstIndex = indexOf(startDay);
  const firstDay = (number: number) => firstOfMonth(firstIndex + number * rule.interval);
  // Months are told by the month they are, so that rrule meets every kind only once.
  const { days, asked } = answers((day, length) =>
    pickPositions(askRRule({ ...rule, byMonth: [] }, day, length), rule.bySetPos),
  );
  return {
    unit: 'month',
    numberAt: (day) => Math.max(0, Math.ceil((indexOf(day) - firstIndex) / rule.interval)),
    firstDay,
    days(number) {
      const index = firstIndex + number * rule.interval;
      if (!isMonthOf(rule, (index % 12) + 1)) return [];
      const first = firstDay(number);
      const length = firstOfMonth(index + 1) - first;
      return days(length * 7 + weekdayOf(first), first, length);
    },
    size: null,
    asked,
  };
}

function years(rule: Rule & { freq: 'YEARLY' }, startDay: number): Periods {
  const firstYear = calendarDay(startDay).year;
  const { days, asked } = answers((day, length) => pickPositions(daysOfYear(rule, day, length), rule.bySetPos));
  const yearOf = (number: number) => firstYear + number * rule.interval;
  const firstDay = (number: number) => epochDay(yearOf(number), 1, 1);
  return {
    unit: 'year',
    numberAt: (day) => Math.max(0, Math.ceil((calendarDay(day).year - firstYear) / rule.interval)),
    firstDay,
    days(number) {
      const year = yearOf(number);
      const first = firstDay(number);
      const length = epochDay(year + 1, 1, 1) - first;
      // The years around it matter to week numbers only; without them there are 14 kinds.
      const before = rule.byWeekNo.length > 0 ? first - epochDay(year - 1, 1, 1) : 0;
      const after = rule.byWeekNo.length > 0 ? epochDay(year + 2, 1, 1) - epochDay(year + 1, 1, 1) : 0;
      return days(((length * 400 + before) * 400 + after) * 7 + weekdayOf(first), first, length);
    },
    size: null,
    asked,
  };
}

/** BYWEEKNO is not left to rrule, which gets weeks around New Year wrong. */
function daysOfYear(rule: Rule & { freq: 'YEARLY' }, firstDay: number, length: number): number[] {
  const days = askRRule({ ...rule, byWeekNo: [] }, firstDay, length);
  if (rule.byWeekNo.length === 0) return days;
  return days.filter((offset) => {
    const { fromFront, fromBack } = weekNumber(firstDay + offset, rule.weekStart);
    return rule.byWeekNo.includes(fromFront) || rule.byWeekNo.includes(fromBack);
  });
}

/** @param index months since the year 0 */
function firstOfMonth(index: number): number {
  return epochDay(Math.floor(index / 12), (index % 12) + 1, 1);
}

/**
 * BYSETPOS. Not left to rrule, which goes through the whole period again for each position, and gives a day twice that is
 * picked from both ends.
 */
function pickPositions(days: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  return days.filter((_, at) => positions.includes(at + 1) || positions.includes(at - days.length));
}

function isMonthOf({ byMonth }: Rule, month: number): boolean {
  return byMonth.length === 0 || byMonth.includes(month);
}
