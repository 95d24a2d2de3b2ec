import type { Frame } from '../frame.ts';
import type { Locale } from '../locale.ts';
import { nextDayOfYear, realDate } from '../meanings/calendar.ts';
import type { DateReading } from '../meanings/date.ts';
import { type Impossible, impossibleDate, isDay } from '../meanings/impossible.ts';
import { type Found, type Reader, remembered, type Scan, tokenAt } from './reader.ts';
import type { Token } from './token.ts';

interface Numbers {
  readonly values: readonly number[];
  readonly lengths: readonly number[];
  readonly separator: string;
  readonly end: number;
}

/**
 * Dates in digits: `2027-05-09`, and `5/9`, `5/9/27`, `9.5.2027` by the separators of the language. Where both orders of
 * day and month are possible the user's is taken, else the language's, and the other one kept.
 */
export function numericDateReader(orders: Locale['dateOrders']): Reader<DateReading> {
  return numbersReader((numbers, { frame }) => readNumbers(numbers, orders, frame));
}

/**
 * Digits in the form of a date that no calendar has: `2/30`, `2027-02-29`.
 *
 * @param real the reader of those that it has
 */
export function impossibleNumberReader(orders: Locale['dateOrders'], real: Reader<DateReading>): Reader<Impossible> {
  return numbersReader((numbers, scan, at) => {
    const isForm = numbers.separator === '-' ? isIso(numbers) : isOrdered(numbers, orders);
    if (!isForm || real.read(scan, at).length > 0) return null;
    return impossibleDate(isNearlyDate(numbers) ? 'noun' : 'guess');
  });
}

const STARTS = { words: new Set<string>(), hasNumber: true };

function numbersReader<Value>(read: (numbers: Numbers, scan: Scan, at: number) => Value | null): Reader<Value> {
  return remembered({
    starts: () => STARTS,
    read(scan, at) {
      const numbers = numbersAt(scan, at);
      const value = numbers && read(numbers, scan, at);
      return numbers === null || value === null ? [] : [{ end: numbers.end, value } satisfies Found<Value>];
    },
  });
}

function readNumbers(numbers: Numbers, orders: Locale['dateOrders'], frame: Frame): DateReading | null {
  return numbers.separator === '-' ? readIso(numbers) : readByOrder(numbers, orders, frame);
}

/** A month and a day that it may have, as no fraction (`13/20`), score (`0/5`) or version (`2.30.11`) is. */
function isNearlyDate({ values, lengths, separator }: Numbers): boolean {
  const [first = 0, second = 0] = separator === '-' ? values.slice(1) : values;
  const year = separator === '-' ? lengths[0] : lengths[2];
  const isMonthAndDay = (month: number, day: number) => month >= 1 && month <= 12 && isDay(day);
  return (year === undefined || year === 4) && (isMonthAndDay(first, second) || isMonthAndDay(second, first));
}

/** Two or three numbers with one separator between them, and no space. */
function numbersAt(scan: Scan, at: number): Numbers | null {
  const first = tokenAt(scan, at);
  if (!isNumber(first)) return null;
  const separator = tokenAt(scan, at + 1)?.text ?? '';
  if (!isGlued(tokenAt(scan, at + 1)) || !isGlued(tokenAt(scan, at + 2))) return null;
  const numbers = [first];
  let end = at + 1;
  while (numbers.length < 3 && tokenAt(scan, end)?.text === separator && isGlued(tokenAt(scan, end))) {
    const next = tokenAt(scan, end + 1);
    if (!isNumber(next) || !isGlued(next)) break;
    numbers.push(next);
    end += 2;
  }
  // The German form of a day without a year ends with its separator: `5.9.`
  const hasLast =
    separator === '.' && numbers.length === 2 && tokenAt(scan, end)?.text === '.' && isGlued(tokenAt(scan, end));
  if (numbers.length < 2 || (separator === '.' && numbers.length === 2 && !hasLast)) return null;
  return {
    values: numbers.map(({ value }) => value),
    lengths: numbers.map(({ text }) => text.length),
    separator,
    end: hasLast ? end + 1 : end,
  };
}

function isNumber(token: Token | undefined): token is Token {
  return token?.kind === 'number' && Number.isFinite(token.value);
}

function isGlued(token: Token | undefined): boolean {
  return token?.isSpaced === false;
}

function isIso({ lengths }: Numbers): boolean {
  return lengths.join() === '4,2,2';
}

function isOrdered(
  { lengths: [first = 0, second = 0, third], separator }: Numbers,
  orders: Locale['dateOrders'],
): boolean {
  const isYear = third === undefined || third === 2 || third === 4;
  return orders[separator] !== undefined && isYear && first <= 2 && second <= 2;
}

function readIso(numbers: Numbers): DateReading | null {
  const [year = 0, month = 0, day = 0] = numbers.values;
  const date = isIso(numbers) ? realDate(year, month, day) : null;
  return date === null ? null : { date, form: 'firm', isTodayAhead: false };
}

function readByOrder(
  { values: [first = 0, second = 0, third], lengths: [, , digits], separator }: Numbers,
  orders: Locale['dateOrders'],
  { today, dateOrder, lean }: Frame,
): DateReading | null {
  const own = orders[separator];
  if (own === undefined || (digits !== undefined && digits !== 2 && digits !== 4)) return null;
  const year = third === undefined ? null : digits === 2 ? 2000 + third : third;
  const dateOf = (month: number, day: number) => {
    if (month > 12) return null;
    return year === null ? nextDayOfYear(today, month, day, lean) : realDate(year, month, day);
  };
  const readings = [dateOf(first, second), dateOf(second, first)];
  const [wanted, other] = (dateOrder ?? own) === 'month_first' ? readings : readings.toReversed();
  const date = wanted ?? other ?? null;
  if (date === null) return null;
  const isAmbiguous = wanted && other && wanted !== other;
  // With its year it is no fraction and no score: `01/02/2027 boiler service`. Nor is `15.4.`
  const isDate = digits === 4 || (separator === '.' && third === undefined);
  const form = isDate ? 'adverb' : 'noun';
  return { date, form, isTodayAhead: false, ...(isAmbiguous && { alternative: other }) };
}
