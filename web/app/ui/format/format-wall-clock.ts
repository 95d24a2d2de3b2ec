import type { Temporal } from 'temporal-polyfill';

// Making a formatter costs far more than using it, and a list uses the same few hundreds of times.
const formatters = new Map<string, Intl.DateTimeFormat>();

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/**
 * Writes a wall clock as it stands, in the order and clock of the locale. No zone takes part. What is written from right
 * to left stands by itself (isolated), or what follows it in an English sentence would be drawn into it.
 */
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
  const text = formatter.format(wall.toZonedDateTime('UTC').epochMilliseconds);
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
