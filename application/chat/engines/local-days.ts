import { type Instant, toEpochMs } from '#core/instant.ts';

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 14;

/** The time on the user's clock, and the days from today on: models cannot be relied upon to count weekdays. */
export function localDays(now: Instant, zone: string): { time: string; days: string[] } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(toEpochMs(now))
      .map(({ type, value }) => [type, value]),
  );
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
  // Days are counted on the calendar, where each has 24 hours.
  const todayMs = Date.UTC(Number(parts.year), Number(parts.month) - 1, Number(parts.day));
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => {
    const dayMs = todayMs + ahead * DAY_MS;
    const name = ahead === 0 ? 'Today is ' : ahead === 1 ? 'tomorrow is ' : '';
    return `${name}${weekday.format(dayMs)} ${new Date(dayMs).toISOString().slice(0, 10)}`;
  });
  return { time: `${parts.hour}:${parts.minute}`, days };
}
