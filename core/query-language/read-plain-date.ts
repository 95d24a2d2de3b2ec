import { Temporal } from 'temporal-polyfill';
import { MONTH_NAMES, WEEKDAY_NAMES } from '../recurrence/words.ts';
import { addDays, LocalDateSchema, localDateAt, wallClockToEpochMs } from '../time/local.ts';
import type { DateReading, Lean, Moment, ReadDate } from './read-date.ts';
import { readDateMath } from './read-date-math.ts';

/** The dates that every query knows, in English: ISO dates, days by name, weeks and months, days by number, distances. */
export const readPlainDate: ReadDate = (text, moment, lean) => {
  const whole = readDay(text, moment, lean) ?? readDateMath(text, moment);
  if (whole !== null) return whole;
  const timed = /^(?:(.+?)[t ])??(?:at )?(noon|\d{1,2}(?::\d{2})?(?: ?[ap]m)?)$/.exec(text);
  const time = readTime(timed?.[2] ?? '');
  if (time === null) return null;
  const words = timed?.[1] ?? 'today';
  const day = readDay(words, moment, lean);
  if (day?.kind !== 'date') return null;
  return { kind: 'time', local: `${dayWithTime(day.date, time, timed?.[1], moment, lean)}T${time}` };
};

/** Which day a time is on: a bare one, and one of today's weekday, are the next such moment, or the newest. */
function dayWithTime(date: string, time: string, named: string | undefined, { now, zone }: Moment, lean: Lean): string {
  const today = localDateAt(Date.parse(now), zone);
  const isOver = wallClockToEpochMs(`${today}T${time}`, zone) <= Date.parse(now);
  if (named === undefined) return addDays(date, lean === 'ahead' ? (isOver ? 1 : 0) : isOver ? 0 : -1);
  const isWeekAhead = lean === 'ahead' && WEEKDAY.test(named) && addDays(date, -7) === today;
  return isWeekAhead && !isOver ? today : date;
}

// A weekday by itself: “next friday” is never today.
const WEEKDAY = /^(?:on |by )?(?:this )?\p{L}+$/u;

type Date = Temporal.PlainDate;

function readDay(words: string, { now, zone }: Moment, lean: Lean): DateReading | null {
  if (/^\d{4}-/.test(words)) return LocalDateSchema.safeParse(words).success ? { kind: 'date', date: words } : null;
  const today = Temporal.PlainDate.from(localDateAt(Date.parse(now), zone));
  const text = words.replace(/^(?:on|by) /, '');
  const day = readNamedDay(text, today, lean) ?? readMonthDay(text, today, lean) ?? readSlashDate(text, today, lean);
  return day ? { kind: 'date', date: day.toString() } : readPeriod(text, today);
}

const DISTANCES: ReadonlyMap<string, number> = new Map([
  ['day before yesterday', -2],
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
  ['day after tomorrow', 2],
]);

function readNamedDay(text: string, today: Date, lean: Lean): Date | null {
  const distance = DISTANCES.get(text.replace(/^the /, ''));
  if (distance !== undefined) return today.add({ days: distance });
  const end = /^(?:the )?end of (?:(?:the|this) )?(next |last )?(week|month|year)$/.exec(text);
  if (end?.[2]) return periodAt(today, end[2], stepOf(end[1])).to;
  const named = /^(?:(this|next|last) )?(\p{L}+)$/u.exec(text);
  const weekday = positionOf(WEEKDAY_NAMES, named?.[2] ?? '');
  if (weekday === null) return null;
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  if (named?.[1] === 'next') return monday.add({ days: 7 + weekday });
  // The first such day after today; behind it is the newest one, today included.
  const ahead = (weekday + 1 - today.dayOfWeek + 7) % 7;
  if (named?.[1] === 'last') return today.subtract({ days: 7 - ahead });
  if (lean === 'behind' && named?.[1] === undefined) return today.subtract({ days: (7 - ahead) % 7 });
  return today.add({ days: ahead === 0 ? 7 : ahead });
}

function readMonthDay(text: string, today: Date, lean: Lean): Date | null {
  const match =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<month>\p{L}+)(?: (?<year>\d{4}))?$/u.exec(text) ??
    /^(?<month>\p{L}+) (?<day>\d{1,2})(?:st|nd|rd|th)?(?: (?<year>\d{4}))?$/u.exec(text);
  const { day = '', month = '', year } = match?.groups ?? {};
  const position = positionOf(MONTH_NAMES, month);
  if (match && position !== null) return yearly(position + 1, Number(day), year, today, lean);
  const alone = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)$/.exec(text);
  return alone?.[1] === undefined ? null : monthly(Number(alone[1]), today, lean);
}

/** Month before day, unless the first number can only be a day. */
function readSlashDate(text: string, today: Date, lean: Lean): Date | null {
  const match = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(text);
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  const [month, day] = first > 12 ? [second, first] : [first, second];
  return yearly(month, day, match[3], today, lean);
}

/** A day of a month; without a year the next real one, today included, or the newest. */
function yearly(month: number, day: number, year: string | undefined, today: Date, lean: Lean): Date | null {
  if (month < 1 || month > 12 || day < 1) return null;
  if (year !== undefined) return dayOf(Number(year), month, day);
  const step = lean === 'ahead' ? 1 : -1;
  // Between two leap days lie eight years at most.
  for (let distance = 0; distance <= 8; distance += 1) {
    const date = dayOf(today.year + step * distance, month, day);
    if (date !== null && step * Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

function monthly(day: number, today: Date, lean: Lean): Date | null {
  if (day < 1 || day > 31) return null;
  const step = lean === 'ahead' ? 1 : -1;
  for (let distance = 0; distance <= 2; distance += 1) {
    const month = today.with({ day: 1 }).add({ months: step * distance });
    const date = dayOf(month.year, month.month, day);
    if (date !== null && step * Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

function dayOf(year: number, month: number, day: number): Date | null {
  if (year < 1900 || year > 2199) return null;
  const date = Temporal.PlainDate.from({ year, month, day });
  return date.day === day && date.month === month ? date : null;
}

function readPeriod(text: string, today: Date): DateReading | null {
  const weekend = /^(?:(this|next|last) )?weekend$/.exec(text);
  const match = weekend ?? /^(this|next|last) (week|month|year)$/.exec(text);
  if (!match) return null;
  const { from, to } = periodAt(today, weekend ? 'week' : (match[2] ?? ''), stepOf(match[1]));
  return { kind: 'dates', from: (weekend ? from.add({ days: 5 }) : from).toString(), to: to.toString() };
}

function stepOf(word: string | undefined): number {
  if (word === undefined) return 0;
  return word.startsWith('next') ? 1 : word.startsWith('last') ? -1 : 0;
}

function periodAt(today: Date, unit: string, step: number): { from: Date; to: Date } {
  if (unit === 'week') {
    const from = today.add({ days: 1 - today.dayOfWeek + 7 * step });
    return { from, to: from.add({ days: 6 }) };
  }
  const length = unit === 'month' ? { months: 1 } : { years: 1 };
  const first = unit === 'month' ? today.with({ day: 1 }) : today.with({ month: 1, day: 1 });
  const from = unit === 'month' ? first.add({ months: step }) : first.add({ years: step });
  return { from, to: from.add(length).subtract({ days: 1 }) };
}

function positionOf(names: readonly string[], word: string): number | null {
  if (word.length < 3) return null;
  const at = names.findIndex((name) => {
    const lower = name.toLowerCase();
    return lower === word || lower.slice(0, 3) === word || (lower.startsWith(word) && word.length === 4);
  });
  return at === -1 ? null : at;
}

function readTime(word: string): string | null {
  if (word === 'noon') return '12:00';
  const match = /^(\d{1,2})(?::(\d{2}))?(?: ?([ap])m)?$/.exec(word);
  if (!match) return null;
  const [, hours = '', minutes, half] = match;
  // A bare number is no time.
  if (minutes === undefined && half === undefined) return null;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'p' ? 12 : 0);
  const isReal =
    hour < 24 && Number(minutes ?? 0) < 60 && (half === undefined || (Number(hours) >= 1 && Number(hours) <= 12));
  return isReal ? `${String(hour).padStart(2, '0')}:${minutes ?? '00'}` : null;
}
