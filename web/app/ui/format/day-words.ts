import { Temporal } from 'temporal-polyfill';
import { formatWallClock } from './format-wall-clock.ts';

export interface DayWords {
  /** `Today`, `Tomorrow`, `Friday`. */
  name: string;
  /** `21 November`. */
  date: string;
}

/** The heading of a day in a list that is grouped by days. */
export function dayWords(date: string, { today, locale }: { today: string; locale: string }): DayWords {
  const day = Temporal.PlainDate.from(date);
  const now = Temporal.PlainDate.from(today);
  const days = now.until(day, { largestUnit: 'day' }).days;
  const weekday = formatWallClock(day, locale, { weekday: 'long' });
  const near = new Map([
    [-1, 'Yesterday'],
    [0, 'Today'],
    [1, 'Tomorrow'],
  ]);
  return {
    name: near.get(days) ?? weekday,
    date: formatWallClock(day, locale, {
      ...(near.has(days) ? { weekday: 'short' } : {}),
      day: 'numeric',
      month: 'long',
      ...(day.year === now.year ? {} : { year: 'numeric' }),
    }),
  };
}
