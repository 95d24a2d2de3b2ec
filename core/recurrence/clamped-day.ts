import type { Rule } from './rule.ts';

const FIRST = 28;

/**
 * The month days of "the 31st, or the last day of shorter months" in plain RFC 5545: of those among the 28th to the 31st
 * that the month has, the last (`BYMONTHDAY=28,29,30,31;BYSETPOS=-1`).
 *
 * @param day 29 to 31
 */
export function clampedDays(day: number): Pick<Rule, 'byMonthDay' | 'bySetPos'> {
  return { byMonthDay: Array.from({ length: day - FIRST + 1 }, (_, at) => FIRST + at), bySetPos: [-1] };
}

/** The day a rule asks for in that form; null when it is written in another. */
export function clampedDay(rule: Rule): number | null {
  const isOfOneMonth = rule.freq === 'MONTHLY' || (rule.freq === 'YEARLY' && rule.byMonth.length === 1);
  const hasOthers = rule.byDay.length > 0 || rule.byYearDay.length > 0 || rule.byWeekNo.length > 0;
  if (!isOfOneMonth || hasOthers) return null;
  const asked = rule.byMonthDay.at(-1) ?? 0;
  if (asked <= FIRST || asked > 31) return null;
  const form = clampedDays(asked);
  const isSame = String(form.byMonthDay) === String(rule.byMonthDay) && String(form.bySetPos) === String(rule.bySetPos);
  return isSame ? asked : null;
}
