import { Temporal } from 'temporal-polyfill';
import { formatWallClock } from './format-wall-clock.ts';

/** The time of day of an instant where the person is, with seconds: what becomes of a message is a matter of them. */
export function clockIn(instant: string, { zone, locale }: { zone: string; locale: string }): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return formatWallClock(at, locale, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
}
