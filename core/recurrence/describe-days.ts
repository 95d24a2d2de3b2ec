import { clampedDay } from './clamped-day.ts';
import type { Rule } from './rule.ts';
import { listWords, MONTH_NAMES, ordinalNumber, ordinalWord, runs, WEEKDAY_NAMES } from './words.ts';

/** The days within a month or year, with their preposition: `on the last Friday of March`. */
export function describeDays(rule: Rule): string {
  const clamped = clampedDay(rule);
  if (clamped !== null && rule.freq === 'MONTHLY')
    return `on the ${ordinalNumber(clamped)} (or the last day of shorter months)`;
  const dates = yearlyDates(rule, clamped);
  if (dates !== null) return `on ${dates}`;
  if (rule.bySetPos.length === 0) return `on ${daySet(rule)}${within(rule)}${missing(rule)}`;
  const positions = listWords(rule.bySetPos.map(ordinalWord));
  const onlyDays = rule.byMonthDay.length + rule.byYearDay.length === 0 && rule.byDay.every(({ nth }) => nth === null);
  if (onlyDays && rule.byDay.length > 0) return `on the ${positions} ${dayNoun(rule)}${within(rule, true)}`;
  return `on the ${positions} of these: ${daySet(rule)}${within(rule)}`;
}

/** Monday, Tuesday or Friday, or what such days are called together. */
export function dayNoun(rule: Rule): string {
  const days = rule.byDay.map(({ weekday }) => weekday);
  if (String(days) === '0,1,2,3,4') return 'weekday';
  if (String(days) === '5,6') return 'weekend day';
  if (days.length === 7) return 'day';
  return listWords(days.map(nameOf), 'or');
}

export function monthList(months: readonly number[]): string {
  return listWords(months.map((month) => MONTH_NAMES[month - 1] ?? ''));
}

/** 1 January and 1 July: where both are few, each date is told. */
function yearlyDates(rule: Rule, clamped: number | null): string | null {
  const { freq, byMonth, byMonthDay } = rule;
  if (freq !== 'YEARLY' || rule.byDay.length + rule.byWeekNo.length + rule.byYearDay.length > 0) return null;
  if (clamped !== null) return `${clamped} ${MONTH_NAMES[(byMonth[0] ?? 1) - 1]} (or the last day of that month)`;
  if (rule.bySetPos.length > 0 || byMonth.length * byMonthDay.length > 6 || byMonthDay.some((day) => day < 0))
    return null;
  const all = byMonth.flatMap((month) => byMonthDay.map((day) => ({ month, day })));
  const real = all.filter(({ month, day }) => day <= new Date(Date.UTC(2000, month, 0)).getUTCDate());
  if (real.length === 0) return null;
  const isLeapDay = ({ month, day }: { month: number; day: number }) => month === 2 && day === 29;
  const words = real.map((date) => {
    const text = `${date.day} ${MONTH_NAMES[date.month - 1]}`;
    return isLeapDay(date) ? `${text} (leap years only)` : text;
  });
  return listWords(words);
}

/** Everything that a day has to be, BYSETPOS apart. */
function daySet(rule: Rule): string {
  const sets: string[] = [];
  const friday = rule.byDay.length === 1 && rule.byDay[0]?.nth === null ? nameOf(rule.byDay[0].weekday) : null;
  const [thirteenth = 0] = rule.byMonthDay;
  if (friday !== null && rule.byMonthDay.length === 1 && thirteenth > 0) {
    sets.push(`${friday} the ${ordinalNumber(thirteenth)}`);
  } else {
    if (rule.byDay.length > 0) sets.push(weekdaySet(rule));
    if (rule.byMonthDay.length > 0) sets.push(numbered(rule.byMonthDay, ''));
  }
  if (rule.byYearDay.length > 0) sets.push(numbered(rule.byYearDay, ' of the year'));
  const [first = 'every day', ...others] = sets;
  return others.length === 0 ? first : `${first} that falls on ${listWords(others)}`;
}

function weekdaySet(rule: Rule): string {
  const plain = rule.byDay.filter(({ nth }) => nth === null);
  const isEvery = plain.length > 0 && plain.length === rule.byDay.length;
  if (
    isEvery &&
    dayNoun(rule) !==
      listWords(
        plain.map(({ weekday }) => nameOf(weekday)),
        'or',
      )
  )
    return `every ${dayNoun(rule)}`;
  // A week has one of each.
  const every = rule.byWeekNo.length > 0 ? '' : 'every ';
  const words = plain.length > 0 ? [`${every}${listWords(plain.map(({ weekday }) => nameOf(weekday)))}`] : [];
  for (const [weekday, name] of WEEKDAY_NAMES.entries()) {
    const nths = rule.byDay.flatMap((day) => (day.weekday === weekday && day.nth !== null ? [day.nth] : []));
    if (nths.length > 0) words.push(`the ${listWords(nths.map(ordinalWord))} ${name}`);
  }
  return listWords(words);
}

/** The 1st, 15th and last day. */
function numbered(numbers: readonly number[], of: string): string {
  const fromFront = runs(
    numbers.filter((n) => n > 0),
    ordinalNumber,
  );
  const fromBack = numbers.filter((n) => n < 0).map(ordinalWord);
  const needsNoun = fromBack.length > 0 || of !== '';
  const words = listWords([...fromFront, ...fromBack]);
  return `the ${words}${needsNoun ? ' day' : ''}${of}`;
}

/** The month, week or year that the days are of. */
function within(rule: Rule, isPicked = false): string {
  if (rule.freq !== 'YEARLY') return '';
  const weeks = rule.byWeekNo;
  const week = weeks.length > 0 ? ` of ${weekList(weeks)}` : '';
  const isNumbered = isPicked || rule.byMonthDay.length > 0 || rule.byDay.some(({ nth }) => nth !== null);
  if (rule.byMonth.length > 0) return `${week} ${isNumbered ? 'of' : 'in'} ${monthList(rule.byMonth)}`;
  if (week !== '' || rule.byYearDay.length > 0) return week;
  if (rule.byMonthDay.length > 0) return ' of every month';
  return isNumbered ? ' of the year' : '';
}

function weekList(weeks: readonly number[]): string {
  const fromFront = runs(
    weeks.filter((n) => n > 0),
    String,
  );
  const fromBack = weeks.filter((n) => n < 0).map((n) => `the ${ordinalWord(n)} week`);
  const noun = fromFront.length > 1 || fromFront[0]?.includes(' ') ? 'weeks' : 'week';
  return listWords([...(fromFront.length > 0 ? [`${noun} ${listWords(fromFront)}`] : []), ...fromBack]);
}

/** What a plain 29th to 31st means in RFC 5545 is not what most people expect. */
function missing({ freq, byMonthDay, byDay, byMonth, byYearDay }: Rule): string {
  const isOfMonths = freq === 'MONTHLY' || byMonth.length === 0;
  const rare = byMonthDay.filter((day) => Math.abs(day) > 28).length;
  if (rare === 0 || !isOfMonths || byDay.length > 0 || byYearDay.length > 0) return '';
  return byMonthDay.length === 1 ? ' (skipping shorter months)' : ' (skipping days that a month does not have)';
}

function nameOf(weekday: number): string {
  return WEEKDAY_NAMES[weekday] ?? '';
}
