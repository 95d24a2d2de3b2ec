import type { Temporal } from 'temporal-polyfill';

// Making a formatter costs far more than using it, and a list uses the same few hundreds of times.
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Writes a wall clock as it stands, in the order and clock of the locale. No zone takes part. */
export function formatWallClock(
  wall: Temporal.PlainDate | Temporal.PlainDateTime,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formatters.set(key, formatter);
  }
  return formatter.format(wall.toZonedDateTime('UTC').epochMilliseconds);
}
