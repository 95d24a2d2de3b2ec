import { Temporal } from 'temporal-polyfill';
import { formatWallClock } from './format-wall-clock.ts';

export interface MomentContext {
  nowMs: number;
  zone: string;
  locale: string;
}

/** When something happened, as a log shows it: `just now`, `5 min ago`, `14:02`, `Yesterday 14:02`, `3 Nov 14:02`. */
export function relativeTime(atMs: number, { nowMs, zone, locale }: MomentContext): string {
  const minutes = Math.floor((nowMs - atMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const at = zoned(atMs, zone);
  const today = zoned(nowMs, zone).toPlainDate();
  const days = at.toPlainDate().until(today, { largestUnit: 'day' }).days;
  const time = formatWallClock(at.toPlainDateTime(), locale, { hour: 'numeric', minute: '2-digit' });
  if (days === 0) return time;
  if (days === 1) return `Yesterday ${time}`;
  const isThisYear = at.year === today.year;
  const date = formatWallClock(at.toPlainDate(), locale, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
  return `${date} ${time}`;
}

/** The same moment in full, for a tooltip. */
export function fullTime(atMs: number, { zone, locale }: Omit<MomentContext, 'nowMs'>): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium', timeZone: zone }).format(atMs);
}

function zoned(epochMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
}
