import { Temporal } from 'temporal-polyfill';
import { formatWallClock } from '../ui/format/format-wall-clock.ts';
import type { MomentContext } from '../ui/format/relative-time.ts';

const WEEKDAY_DAYS = 6;

/** A moment ahead, as one says it: `15:10`, `tomorrow 9:00`, `Fri 9:00`, `3 Dec 9:00`. */
export function momentWords(atMs: number, { nowMs, zone, locale }: MomentContext): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate();
  const time = formatWallClock(at.toPlainDateTime(), locale, { hour: 'numeric', minute: '2-digit' });
  const date = at.toPlainDate();
  const days = today.until(date, { largestUnit: 'day' }).days;
  if (days === 0) return time;
  if (days === 1) return `tomorrow ${time}`;
  const isNear = days > 0 && days <= WEEKDAY_DAYS;
  const day = formatWallClock(date, locale, {
    ...(isNear ? { weekday: 'short' } : { day: 'numeric', month: 'short' }),
    ...(date.year === today.year ? {} : { year: 'numeric' }),
  });
  return `${day} ${time}`;
}
