/// <reference path="./rrule-es5.d.ts" />
import rrule from 'rrule/dist/es5/rrule.js';
import type { Rule } from './rule.ts';

const MS_PER_DAY = 86_400_000;

/**
 * rrule looks for the next period until the year 9999, and nothing stops it on the way: a rule that never occurs costs
 * seconds. With an interval that leaves its calendar at once it looks at one month or year only. A week would need
 * 100,000 steps to get there, and ends by UNTIL instead: weeks are never asked about that are empty.
 */
const INTERVAL_OUT_OF_THE_CALENDAR = { WEEKLY: 1, MONTHLY: 120_000, YEARLY: 10_000 };

/**
 * Which days of one week, month or year a rule falls on, by rrule, in its floating UTC: no time, no zone, no INTERVAL,
 * BYSETPOS, BYWEEKNO or end. Its TZID code depends on the zone of the process and is never used.
 *
 * @param rule with everything written out that its start implies
 * @param firstDay first day of the period, since 1970-01-01
 * @param length days in the period
 * @returns days after the first, in order
 */
export function askRRule(
  rule: Rule & { freq: keyof typeof INTERVAL_OUT_OF_THE_CALENDAR },
  firstDay: number,
  length: number,
): number[] {
  const dates = new rrule.RRule(
    {
      freq: rrule.RRule[rule.freq],
      interval: INTERVAL_OUT_OF_THE_CALENDAR[rule.freq],
      dtstart: new Date(firstDay * MS_PER_DAY),
      until: new Date((firstDay + length - 1) * MS_PER_DAY),
      wkst: rule.weekStart,
      bymonth: [...rule.byMonth],
      bymonthday: [...rule.byMonthDay],
      byyearday: [...rule.byYearDay],
      byweekday: rule.byDay.map(({ weekday, nth }) => new rrule.Weekday(weekday, nth ?? undefined)),
    },
    true,
  ).all();
  return dates.map((date) => date.getTime() / MS_PER_DAY - firstDay);
}
