import { clampedDays } from '../../recurrence/clamped-day.ts';
import { plainRule } from '../../recurrence/plain-rule.ts';
import type { Frequency, Rule, RuleDay } from '../../recurrence/rule.ts';
import type { Daypart, Frame } from '../frame.ts';
import type { Meaning } from '../grammar/phrases.ts';
import type { Amount, Unit, UnitWord } from './amount.ts';
import type { DayKind } from './calendar.ts';
import { DATE_MEANINGS, type DateReading, type Form } from './date.ts';

/** The word that says "every": with an exclamation mark it counts from completion. */
export interface Every {
  readonly isAfterCompletion: boolean;
}

/** What a part of a phrase says of how a task repeats. */
export type RepeatReading = { readonly form: Form } & (
  | {
      readonly kind: 'rule';
      readonly rule: Rule;
      readonly isAfterCompletion: boolean;
      /** A time of day that the words imply: every morning. */
      readonly daypart: Daypart | null;
    }
  | {
      readonly kind: 'bounds';
      readonly from: DateReading | null;
      readonly until: DateReading | null;
      /** The same words say by when something that does not repeat is due. */
      readonly isDeadline?: true;
    }
  | { readonly kind: 'for'; readonly amount: Amount }
  | { readonly kind: 'times'; readonly count: number }
  | { readonly kind: 'afterCompletion' }
  /** Finer than a day: no rule that a task can have. */
  | { readonly kind: 'tooFine' }
);

const FREQUENCY: Readonly<Record<Unit, Frequency | null>> = {
  minute: null,
  hour: null,
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
};

const WORKDAYS = [0, 1, 2, 3, 4];
const MAX_INTERVAL = 1000;
const ONCE: UnitWord = { unit: 'day', times: 0 };
const NEVER: Amount = { unit: 'day', count: 0 };
const ANY_DAY: DayKind = { kind: 'day' };
const NO_DAY = { month: 0, day: 0 };
const PLAIN_EVERY: Every = { isAfterCompletion: false };

function ruleReading(
  freq: Frequency,
  parts: Partial<Rule>,
  { isAfterCompletion }: Every = PLAIN_EVERY,
  rest: { form?: Form; daypart?: Daypart | null } = {},
): RepeatReading {
  const { form = 'adverb', daypart = null } = rest;
  return { kind: 'rule', form, rule: { ...plainRule(freq), ...parts }, isAfterCompletion, daypart };
}

/** Every so and so many units, pinned to days where the words do. */
function everyAmount(
  amount: Amount,
  parts: Partial<Rule> | null,
  every?: Every,
  form: Form = 'adverb',
): RepeatReading | null {
  const freq = FREQUENCY[amount.unit];
  if (parts === null || amount.count < 1 || amount.count > MAX_INTERVAL) return null;
  if (freq === null) return { kind: 'tooFine', form };
  return ruleReading(freq, { interval: amount.count, ...parts }, every, { form });
}

function amountOf(count: number, { unit, times }: UnitWord): Amount {
  return { unit, count: count * times };
}

function onDays(weekdays: readonly number[]): Partial<Rule> {
  return { byDay: [...new Set(weekdays)].sort((a, b) => a - b).map((weekday) => ({ weekday, nth: null })) };
}

/** Days of a month; one day after the 28th means the last day of shorter months. Null when one is in no month. */
export function onMonthDays(days: readonly number[]): Partial<Rule> | null {
  const sorted = [...new Set(days)].sort((a, b) => (a < 0 ? a + 100 : a) - (b < 0 ? b + 100 : b));
  const [only] = sorted;
  if (only === undefined || sorted.some((day) => day === 0 || day > 31)) return null;
  return sorted.length === 1 && only > 28 ? clampedDays(only) : { byMonthDay: sorted };
}

/** The first Monday, the last day, the first working day of a month. */
export function onNth(nths: readonly number[], kind: DayKind): Partial<Rule> | null {
  if (nths.some((nth) => nth > (kind.kind === 'weekday' ? 5 : 31))) return null;
  switch (kind.kind) {
    case 'day':
      return onMonthDays(nths);
    case 'workday':
      return { ...onDays(WORKDAYS), bySetPos: [...nths] };
    case 'weekday':
      return { byDay: nths.map((nth): RuleDay => ({ weekday: kind.weekday, nth })) };
  }
}

export function onDate({ month, day }: { month: number; day: number }): Partial<Rule> | null {
  const isReal = month >= 1 && day >= 1 && day <= (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);
  return isReal ? { byMonth: [month], byMonthDay: [day] } : null;
}

function weekly(amount: Amount, weekdays: readonly number[], every?: Every, form?: Form): RepeatReading | null {
  const weeks = inWeeks(amount);
  return weeks && everyAmount(weeks, onDays(weekdays), every, form);
}

/** Fourteen days are two weeks. */
function inWeeks({ unit, count }: Amount): Amount | null {
  if (unit === 'week') return { unit, count };
  return unit === 'day' && count % 7 === 0 ? { unit: 'week', count: count / 7 } : null;
}

function monthly(amount: Amount, parts: Partial<Rule> | null, every?: Every, form?: Form): RepeatReading | null {
  return amount.unit === 'month' ? everyAmount(amount, parts, every, form) : null;
}

function yearly(amount: Amount, parts: Partial<Rule> | null, every?: Every, form?: Form): RepeatReading | null {
  return amount.unit === 'year' ? everyAmount(amount, parts, every, form) : null;
}

function inMonth(month: number, parts: Partial<Rule> | null): Partial<Rule> | null {
  return parts && { byMonth: [month], ...parts };
}

function startOf(month: number, frame: Frame): DateReading | null {
  return DATE_MEANINGS.startOfNamedMonth({ month }, frame);
}

function endOf(month: number, frame: Frame): DateReading | null {
  return DATE_MEANINGS.endOfNamedMonth({ month }, frame);
}

const WEEK: Amount = { unit: 'week', count: 1 };
const MONTH: Amount = { unit: 'month', count: 1 };
const YEAR: Amount = { unit: 'year', count: 1 };
const HALF_MEASURE = 2;

/** How it is said that something repeats. `every…` begins with the word for it, `often…` with an adverb such as weekly. */
export const REPEAT_MEANINGS = {
  everyUnit: ({ every, unit = ONCE }) => everyAmount(amountOf(1, unit), {}, every),
  everyAmount: ({ every, n = 0, unit = ONCE }) => everyAmount(amountOf(n, unit), {}, every),
  everyOther: ({ every, unit = ONCE }) => everyAmount(amountOf(HALF_MEASURE, unit), {}, every),
  everyNthUnit: ({ every, ordinal = 0, unit = ONCE }) => everyAmount(amountOf(ordinal, unit), {}, every),
  everyWeekdays: ({ every, pluralDays = [], weekdays = pluralDays }) => weekly(WEEK, weekdays, every),
  everyOtherWeekday: ({ every, pluralDays = [], weekdays = pluralDays }) =>
    weekly({ unit: 'week', count: HALF_MEASURE }, weekdays, every),
  everyAmountOnWeekdays: ({ every, n, ordinal = 1, unit = ONCE, pluralDays = [], weekdays = pluralDays }) =>
    weekly(amountOf(n ?? ordinal, unit), weekdays, every),
  everyOtherOnWeekdays: ({ every, unit = ONCE, pluralDays = [], weekdays = pluralDays }) =>
    weekly(amountOf(HALF_MEASURE, unit), weekdays, every),
  everyAmountOnDays: ({ every, n, ordinal = 1, unit = ONCE, days = [] }) =>
    monthly(amountOf(n ?? ordinal, unit), onMonthDays(days), every),
  everyOtherOnDays: ({ every, unit = ONCE, days = [] }) =>
    monthly(amountOf(HALF_MEASURE, unit), onMonthDays(days), every),
  everyAmountOnNth: ({ every, n, ordinal = 1, unit = ONCE, nths = [], dayKind = ANY_DAY }) =>
    monthly(amountOf(n ?? ordinal, unit), onNth(nths, dayKind), every),
  everyOtherOnNth: ({ every, unit = ONCE, nths = [], dayKind = ANY_DAY }) =>
    monthly(amountOf(HALF_MEASURE, unit), onNth(nths, dayKind), every),
  everyDays: ({ every, days, dayNumbers = [] }) => monthly(MONTH, onMonthDays(days ?? dayNumbers), every),
  everyNth: ({ every, nths = [], dayKind = ANY_DAY }) => monthly(MONTH, onNth(nths, dayKind), every),
  everyDate: ({ every, monthDay = NO_DAY }) => yearly(YEAR, onDate(monthDay), every),
  everyAmountOnDate: ({ every, n, ordinal = 1, unit = ONCE, monthDay = NO_DAY }) =>
    yearly(amountOf(n ?? ordinal, unit), onDate(monthDay), every),
  everyMonthOfYear: ({ every, month = 0 }) => yearly(YEAR, { byMonth: [month] }, every),
  everyAmountOnNthOfMonth: ({ every, n, ordinal = 1, unit = ONCE, nths = [], dayKind = ANY_DAY, month = 0 }) =>
    yearly(amountOf(n ?? ordinal, unit), inMonth(month, onNth(nths, dayKind)), every),
  everyNthOfMonth: ({ every, nths = [], dayKind = ANY_DAY, month = 0 }) =>
    yearly(YEAR, inMonth(month, onNth(nths, dayKind)), every),
  everyDayExcept: ({ every, unit = ONCE, weekdays, pluralDays = [] }) => {
    const others = [0, 1, 2, 3, 4, 5, 6].filter((day) => !(weekdays ?? pluralDays).includes(day));
    return unit.unit === 'day' && unit.times === 1 && others.length > 0 ? weekly(WEEK, others, every) : null;
  },
  everyWeekdaysExcept: ({ every, weekdays = [], pluralDays = [], weekdays2 = pluralDays }) => {
    const others = weekdays.filter((day) => !weekdays2.includes(day));
    return others.length > 0 && others.length < weekdays.length ? weekly(WEEK, others, every) : null;
  },
  everyDaypart: ({ every, daypart = null }) => ruleReading('DAILY', {}, every, { daypart }),
  often: ({ often = NEVER }) => everyAmount(often, {}, undefined, 'often'),
  oftenOnWeekdays: ({ often = NEVER, weekdays, pluralDays = [] }) => weekly(often, weekdays ?? pluralDays),
  oftenOnDays: ({ often = NEVER, days = [] }) => monthly(often, onMonthDays(days)),
  oftenOnNth: ({ often = NEVER, nths = [], dayKind = ANY_DAY }) => monthly(often, onNth(nths, dayKind)),
  oftenOnDate: ({ often = NEVER, monthDay = NO_DAY }) => yearly(often, onDate(monthDay)),
  /** `annually in october` */
  oftenInMonth: ({ often = NEVER, month = 0 }) => yearly(often, { byMonth: [month] }),
  oftenOnNthOfMonth: ({ often = NEVER, nths = [], dayKind = ANY_DAY, month = 0 }) =>
    yearly(often, inMonth(month, onNth(nths, dayKind))),
  /** `weekends`: unlike `tuesdays` hardly a name. */
  pluralWord: ({ pluralWord = [] }) => weekly(WEEK, pluralWord, PLAIN_EVERY, 'period'),
  /** `tuesdays` */
  plural: ({ daySet = [], pluralDays = daySet }) => weekly(WEEK, pluralDays, PLAIN_EVERY, 'noun'),
  /** `mon-fri 9am`: without a time it may be what takes several days. */
  timedSet: ({ timedSet = [] }) => weekly(WEEK, timedSet, PLAIN_EVERY, 'timed'),
  /** `10 days after I finish` */
  afterFinishing: ({ amount = NEVER }) => everyAmount(amount, {}, { isAfterCompletion: true }),
  afterCompletion: () => ({ kind: 'afterCompletion', form: 'adverb' }),
  from: ({ date = null }) => ({ kind: 'bounds', form: 'adverb', from: date, until: null }),
  until: ({ date = null }) => ({ kind: 'bounds', form: 'adverb', from: null, until: date }),
  /** `until december`: until it begins. */
  fromMonth: ({ month = 0 }, frame) => ({ kind: 'bounds', form: 'adverb', from: startOf(month, frame), until: null }),
  untilMonth: ({ month = 0 }, frame) => ({ kind: 'bounds', form: 'adverb', from: null, until: startOf(month, frame) }),
  throughMonth: ({ month = 0 }, frame) => ({ kind: 'bounds', form: 'adverb', from: null, until: endOf(month, frame) }),
  /** `bis Freitag`: how long it repeats, or when it is due if it does not. */
  untilOrBy: ({ date = null }) => ({ kind: 'bounds', form: 'adverb', from: null, until: date, isDeadline: true }),
  fromUntil: ({ date = null, date2 = null }) => ({ kind: 'bounds', form: 'adverb', from: date, until: date2 }),
  lasting: ({ amount = NEVER }) => (FREQUENCY[amount.unit] === null ? null : { kind: 'for', form: 'adverb', amount }),
  times: ({ n = 0 }) => (n >= 1 && n <= MAX_INTERVAL ? { kind: 'times', form: 'adverb', count: n } : null),
} satisfies Record<string, Meaning<RepeatReading>>;
