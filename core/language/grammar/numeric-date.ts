import type { Locale } from '../locale.ts';
import { nextDayOfYear, realDate } from '../meanings/calendar.ts';
import type { DateReading } from '../meanings/date.ts';
import type { Found, Reader, Scan } from './reader.ts';
import type { Token } from './token.ts';

interface Numbers {
  readonly values: readonly number[];
  readonly lengths: readonly number[];
  readonly separator: string;
  readonly end: number;
}

/**
 * Dates in digits: `2027-05-09`, and `5/9`, `5/9/27`, `9.5.2027` by the separators of the language. Where both orders of
 * day and month are possible the language's is taken and the other one kept.
 */
export function numericDateReader(orders: Locale['dateOrders']): Reader<DateReading> {
  const starts = { words: new Set<string>(), hasNumber: true };
  return {
    starts: () => starts,
    read(scan, at) {
      const numbers = numbersAt(scan, at);
      if (numbers === null) return [];
      const value = numbers.separator === '-' ? readIso(numbers) : readByOrder(numbers, orders, scan.frame.today);
      return value === null ? [] : [{ end: numbers.end, value } satisfies Found<DateReading>];
    },
  };
}

/** Two or three numbers with one separator between them, and no space. */
function numbersAt({ tokens }: Scan, at: number): Numbers | null {
  const first = tokens[at];
  const separator = tokens[at + 1]?.text ?? '';
  if (!isNumber(first) || !isGlued(tokens[at + 1]) || !isGlued(tokens[at + 2])) return null;
  const numbers = [first];
  let end = at + 1;
  while (numbers.length < 3 && tokens[end]?.text === separator && isGlued(tokens[end])) {
    const next = tokens[end + 1];
    if (!isNumber(next) || !isGlued(next)) break;
    numbers.push(next);
    end += 2;
  }
  // The German form of a day without a year ends with its separator: `5.9.`
  const hasLast = separator === '.' && numbers.length === 2 && tokens[end]?.text === '.' && isGlued(tokens[end]);
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

function readIso({ values: [year = 0, month = 0, day = 0], lengths }: Numbers): DateReading | null {
  const date = lengths.join() === '4,2,2' ? realDate(year, month, day) : null;
  return date === null ? null : { date, form: 'firm', isTodayAhead: false };
}

function readByOrder(
  { values: [first = 0, second = 0, third], lengths: [, , digits], separator }: Numbers,
  orders: Locale['dateOrders'],
  today: string,
): DateReading | null {
  const order = orders[separator];
  if (order === undefined || (digits !== undefined && digits !== 2 && digits !== 4)) return null;
  const year = third === undefined ? null : digits === 2 ? 2000 + third : third;
  const dateOf = (month: number, day: number) => {
    if (month > 12) return null;
    return year === null ? nextDayOfYear(today, month, day) : realDate(year, month, day);
  };
  const readings = [dateOf(first, second), dateOf(second, first)];
  const [wanted, other] = order === 'month first' ? readings : readings.toReversed();
  const date = wanted ?? other ?? null;
  if (date === null) return null;
  const isAmbiguous = wanted && other && wanted !== other;
  return { date, form: 'noun', isTodayAhead: false, ...(isAmbiguous && { alternative: other }) };
}
