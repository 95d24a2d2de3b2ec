import { Temporal } from 'temporal-polyfill';
import type { DateReading, Moment } from './read-date.ts';

const UNITS = { minute: 'minutes', hour: 'hours', day: 'days', week: 'weeks', month: 'months', year: 'years' } as const;
type Unit = keyof typeof UNITS;

const DISTANCE = /^([+-])(\d{1,4}) ?(minute|hour|day|week|month|year|min|h)s?$/;
const MATH = /^now((?:[+-]\d{1,4}[mhdwMy]|\/[hdwMy])*)$/;
const STEP = /([+-])(\d{1,4})([mhdwMy])|\/([hdwMy])/g;
const LETTERS = { m: 'minute', h: 'hour', d: 'day', w: 'week', M: 'month', y: 'year' } as const;
const MAX_STEPS = 6;

/**
 * A date by its distance from now, `-3 days`, `+4 hours`, and arithmetic such as `now/d+1w`, whose `/` goes back to the
 * beginning. Days and longer are days of the calendar, less is time that passes. It is a notation and the same in every
 * language, hence not in a grammar: those of the languages read `3 days ago`.
 */
export function readDateMath(words: string, moment: Moment): DateReading | null {
  return readDistance(words, moment) ?? readMath(words, moment);
}

function readDistance(words: string, { now, zone }: Moment): DateReading | null {
  const match = DISTANCE.exec(words);
  // Without a sign it is a length, not a date: that is what `7 days` is for.
  const [, sign = '', count = '', name = ''] = match ?? [];
  const unit = name === 'min' ? 'minute' : name === 'h' ? 'hour' : name;
  if (!isUnit(unit)) return null;
  const length = (sign === '-' ? -1 : 1) * Number(count);
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const there = here.add({ [UNITS[unit]]: length });
  if (unit === 'minute' || unit === 'hour') return { kind: 'instant', epochMs: there.epochMilliseconds };
  return {
    kind: 'date',
    date: here
      .toPlainDate()
      .add({ [UNITS[unit]]: length })
      .toString(),
  };
}

function isUnit(name: string): name is Unit {
  return name in UNITS;
}

function readMath(words: string, { now, zone }: Moment): DateReading | null {
  const steps = [...(MATH.exec(words)?.[1] ?? '').matchAll(STEP)];
  if (!MATH.test(words) || steps.length > MAX_STEPS) return null;
  let here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  // What was rounded to a day is that day, until hours are added to it.
  let isDay = false;
  for (const [, sign, count, letter, rounded] of steps) {
    const unit = LETTERS[letterOf(rounded ?? letter)];
    const isTime = unit === 'minute' || unit === 'hour';
    if (rounded !== undefined) {
      here = beginningOf(unit, here);
      isDay = !isTime;
    } else {
      here = here.add({ [UNITS[unit]]: (sign === '-' ? -1 : 1) * Number(count) });
      isDay &&= !isTime;
    }
  }
  if (isDay) return { kind: 'date', date: here.toPlainDate().toString() };
  return { kind: 'instant', epochMs: here.epochMilliseconds };
}

function letterOf(letter: string | undefined): keyof typeof LETTERS {
  if (letter === 'm' || letter === 'h' || letter === 'w' || letter === 'M' || letter === 'y') return letter;
  return 'd';
}

function beginningOf(unit: Unit, here: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  if (unit === 'minute' || unit === 'hour') return here.round({ smallestUnit: unit, roundingMode: 'floor' });
  const day = here.toPlainDate();
  if (unit === 'week') return day.subtract({ days: day.dayOfWeek - 1 }).toZonedDateTime(here.timeZoneId);
  if (unit === 'month') return day.with({ day: 1 }).toZonedDateTime(here.timeZoneId);
  if (unit === 'year') return day.with({ day: 1, month: 1 }).toZonedDateTime(here.timeZoneId);
  return day.toZonedDateTime(here.timeZoneId);
}
