import { dateText, LAST_DAY } from '../../recurrence/epoch-day.ts';
import { nextOccurrence } from '../../recurrence/occurrences.ts';
import type { Rule } from '../../recurrence/rule.ts';
import { firstSlotsAfter } from '../../recurrence/slots.ts';
import { writeRule } from '../../recurrence/write-rule.ts';
import { rememberLast } from '../../remember-last.ts';
import type { Due } from '../../task/due.ts';
import { startOfDayEpochMs } from '../../time/local.ts';
import type { Frame } from '../frame.ts';
import type { TimeOfDay } from '../meanings/clock.ts';

/**
 * The first occurrence of a rule: without a time the first day that fits, from the start or today on, that day included;
 * with a time the first one strictly ahead. INTERVAL counts from there, so any week or month may be the first.
 *
 * @param from the date that was said to start; null is today
 * @returns null when no day fits
 */
export const firstDue: typeof compute = rememberLast(compute, (rule, from, time, { today, nowEpochMs, zone }) =>
  JSON.stringify([rule, from, time, today, nowEpochMs, zone]),
);

function compute(rule: Rule, from: string | null, time: TimeOfDay | null, frame: Frame): Due | null {
  const base = from ?? frame.today;
  if (base > dateText(LAST_DAY)) return null;
  // Where no day is pinned any day will do: the rule takes its day from the first.
  const isPinned = rule.byMonthDay.length > 0 || rule.byDay.length > 0;
  const freq = isPinned ? rule.freq : 'DAILY';
  const open = writeRule({ ...rule, freq, interval: 1, count: null, until: null });
  if (time === null) {
    const [date] = firstSlotsAfter({ rule: open, start: base }, null, 1);
    return date === undefined ? null : { kind: 'date', date };
  }
  const recurrence = { rule: open, start: `${base}T${time.time}` };
  const after = Math.max(frame.nowEpochMs, startOfDayEpochMs(base, frame.zone) - 1);
  const slot = nextOccurrence(recurrence, frame.zone, after)?.slot ?? null;
  return slot === null ? null : { kind: 'floating', local: slot };
}
