import { Temporal } from 'temporal-polyfill';
import { formatWallClock } from '../ui/format/format-wall-clock.ts';

/** `Sat 21 Nov`, the year when it is another one, and the time where it has one. */
export function slotWords(slot: string, thisYear: number, locale: string): string {
  const at = Temporal.PlainDateTime.from(slot);
  return formatWallClock(at, locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(at.year === thisYear ? {} : { year: 'numeric' }),
    ...(slot.length > 10 ? { hour: 'numeric', minute: '2-digit' } : {}),
  });
}
