import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { wallClockToEpochMs } from '#core/time/local.ts';
import type { RecurrenceCase } from './random-recurrence.ts';

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const AFTER_THE_CALENDAR = Date.UTC(2200, 0, 1);

/**
 * The next occurrences by rrule-temporal, in ms since the epoch, after the intended differences were ironed out of the rule.
 * Undefined when it gave up: it does not know a rule that never occurs from one that is rare.
 *
 * @param patience after how many empty periods it gives up
 */
export function askOracle(asked: RecurrenceCase, count: number, patience: number): number[] | undefined {
  const dtstart = `DTSTART;TZID=${asked.zone}:${asked.start.replace(/[-:]/g, '')}00`;
  const rule = new RRuleTemporal({
    rruleString: `${dtstart}\nRRULE:${plainlyUntil(withNumberedDays(withWeekday(asked)), asked.zone)}`,
    temporal: Temporal,
    maxIterations: patience,
  });
  const found: number[] = [];
  let from = Temporal.Instant.fromEpochMilliseconds(asked.afterEpochMs).toZonedDateTimeISO(asked.zone);
  while (found.length < count) {
    const next = nextOf(rule, from);
    if (next === undefined) return undefined;
    if (next === null || next.epochMilliseconds >= AFTER_THE_CALENDAR) break;
    found.push(next.epochMilliseconds);
    from = next;
  }
  return found;
}

function nextOf(
  rule: RRuleTemporal<Temporal.ZonedDateTime>,
  from: Temporal.ZonedDateTime,
): Temporal.ZonedDateTime | null | undefined {
  try {
    return rule.next(from);
  } catch (error) {
    if (error instanceof Error && /Maximum (?:iterations|candidate)/.test(error.message)) return undefined;
    throw error;
  }
}

/** The intended difference `weekAlone`. */
function withWeekday({ rule, start }: RecurrenceCase): string {
  if (!rule.includes('BYWEEKNO=') || rule.includes('BYDAY=')) return rule;
  return `${rule};BYDAY=${WEEKDAYS[new Date(`${start}Z`).getUTCDay()]}`;
}

/** The intended difference `mixedDays`. */
function withNumberedDays(rule: string): string {
  return rule.replace(/BYDAY=([^;]*)/, (whole, list: string) => {
    const days = list.split(',');
    if (!days.some((day) => day.length > 2)) return whole;
    const most = rule.includes('MONTHLY') || rule.includes('BYMONTH=') ? 5 : 53;
    const numbered = days.flatMap((day) =>
      day.length > 2 ? [day] : Array.from({ length: most }, (_, at) => `${at + 1}${day}`),
    );
    return `BYDAY=${[...new Set(numbered)].join(',')}`;
  });
}

/** The intended differences `untilDate` and `untilFloating`. */
function plainlyUntil(rule: string, zone: string): string {
  return rule.replace(/UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2})?(?=;|$)/, (_whole, y, m, d, hh, mm) => {
    const epochMs = wallClockToEpochMs(`${y}-${m}-${d}T${hh ?? '23'}:${mm ?? '59'}`, zone);
    return `UNTIL=${new Date(epochMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  });
}
