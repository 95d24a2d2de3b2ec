import { LocalDateSchema, LocalDateTimeSchema, localDateAt, wallClockToEpochMs } from '../time/local.ts';
import { dateText, dayOf } from './epoch-day.ts';
import { quote } from './rule-numbers.ts';
import { type RuleProblem, ruleProblem } from './rule-problem.ts';

const UNTIL = /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:T(?<hh>\d{2})(?<mm>\d{2})(?<ss>[0-5]\d)(?<utc>Z)?)?$/;

/**
 * UNTIL as the last date on which the rule may occur. Because it occurs at one time of day only, every form comes down to
 * such a date:
 * - a date (20260103) counts whole, also for a start with a time: 3 January at 09:00 is the last one. Strict RFC 5545
 *   wants the value type of DTSTART there, and rrule takes midnight, so that the last one silently falls out;
 * - a wall-clock time (20260103T090000) counts that day when the time of the rule is not later, else the day before;
 * - an instant (20260103T080000Z) does the same on the time line, in the zone given.
 *
 * @param time the time of day the rule occurs at, such as `T09:00`; empty for dates
 */
export function readUntil(text: string, time: string, zone: string): { date: string } | RuleProblem {
  const { y, m, d, hh, mm, ss, utc } = UNTIL.exec(text)?.groups ?? {};
  const date = `${y}-${m}-${d}`;
  const isTime = hh !== undefined;
  const isReal = isTime ? LocalDateTimeSchema.safeParse(`${date}T${hh}:${mm}`) : LocalDateSchema.safeParse(date);
  if (!isReal.success) {
    return ruleProblem(
      'UNTIL',
      `UNTIL must be a date from 1900 to 2199 such as 20261231, or a time such as 20261231T230000Z, not ${quote(text)}; leave it out for a rule without end.`,
    );
  }
  if (!isTime) return { date };
  if (utc === undefined) return { date: time === '' || time <= `T${hh}:${mm}` ? date : dayBefore(date) };
  const epochMs = Date.parse(`${date}T${hh}:${mm}:${ss}Z`);
  const localDate = localDateAt(epochMs, zone);
  const isWithin = time === '' || wallClockToEpochMs(`${localDate}${time}`, zone) <= epochMs;
  return { date: isWithin ? localDate : dayBefore(localDate) };
}

function dayBefore(date: string): string {
  return dateText(dayOf(date) - 1);
}
