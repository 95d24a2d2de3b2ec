import { Temporal } from 'temporal-polyfill';
import type { Meaning } from '../grammar/phrases.ts';

export const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type Unit = (typeof UNITS)[number];

/** A word for a unit, or for several of them: a fortnight is two weeks. */
export interface UnitWord {
  readonly unit: Unit;
  readonly times: number;
}

/** So and so many of a unit. */
export interface Amount {
  readonly unit: Unit;
  readonly count: number;
}

/** Beyond it no phrase means a date (the calendar ends with 2199), and arithmetic need not cope. */
const MAX_COUNT = 10_000;

function amount(count: number, { unit, times }: UnitWord): Amount | null {
  const all = count * times;
  return all >= 1 && all <= MAX_COUNT ? { unit, count: all } : null;
}

const HALVES: Readonly<Record<Unit, Amount | null>> = {
  minute: null,
  hour: { unit: 'minute', count: 30 },
  day: null,
  week: null,
  month: null,
  year: { unit: 'month', count: 6 },
};

const HALF_UNITS: Readonly<Record<Unit, { unit: Unit; per: number } | null>> = {
  minute: null,
  hour: { unit: 'minute', per: 60 },
  day: { unit: 'hour', per: 24 },
  week: null,
  month: null,
  year: { unit: 'month', per: 12 },
};

const NO_UNIT: UnitWord = { unit: 'minute', times: 0 };

/** How amounts are said: `3 weeks`, `half an hour`, `2.5 hours`, `an hour and a half`. */
export const AMOUNT_MEANINGS = {
  some: ({ n = 0, unit = NO_UNIT }) => amount(n, unit),
  half: ({ unit = NO_UNIT }) => (unit.times === 1 ? HALVES[unit.unit] : null),
  /** Without a number it is one: `hora y media`. */
  andAHalf: ({ n = 1, half = n, unit = NO_UNIT }) => {
    const smaller = HALF_UNITS[unit.unit];
    return smaller && unit.times === 1 ? amount((half + 0.5) * smaller.per, { unit: smaller.unit, times: 1 }) : null;
  },
  decimal: ({ number = 0, number2 = 0, unit = NO_UNIT }) => {
    const minutes = Math.round(Number(`${number}.${number2}`) * 60);
    return unit.unit === 'hour' ? amount(minutes, { unit: 'minute', times: 1 }) : null;
  },
} satisfies Record<string, Meaning<Amount>>;

const MINUTES: Readonly<Record<Unit, number | null>> = {
  minute: 1,
  hour: 60,
  day: 24 * 60,
  week: 7 * 24 * 60,
  month: null,
  year: null,
};

/** The length in minutes, for how long before a due a reminder rings; null of months and years, which have none. */
export function minutesOf({ unit, count }: Amount): number | null {
  const minutes = MINUTES[unit];
  return minutes === null ? null : minutes * count;
}

/** The date so much later, clamped to the end of its month; null for minutes and hours, and where the calendar ends. */
export function laterDate(date: string, { unit, count }: Amount): string | null {
  return movedDate(date, { unit, count });
}

/** The same so much earlier; null also where the calendar begins. */
export function earlierDate(date: string, { unit, count }: Amount): string | null {
  return movedDate(date, { unit, count: -count });
}

function movedDate(date: string, { unit, count }: Amount): string | null {
  if (unit === 'minute' || unit === 'hour') return null;
  const moved = Temporal.PlainDate.from(date).add({ [`${unit}s`]: count });
  return moved.year < 1900 || moved.year > 2199 ? null : moved.toString();
}
