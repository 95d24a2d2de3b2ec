import type { Frequency, Rule } from './rule.ts';
import { type RuleProblem, ruleProblem } from './rule-problem.ts';

/** RFC 5545 §3.3.10: the parts that a frequency does not take. */
const NOT_WITH: Record<Frequency, readonly ('BYWEEKNO' | 'BYYEARDAY' | 'BYMONTHDAY')[]> = {
  DAILY: ['BYWEEKNO', 'BYYEARDAY'],
  WEEKLY: ['BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY'],
  MONTHLY: ['BYWEEKNO', 'BYYEARDAY'],
  YEARLY: [],
};

/** What RFC 5545 §3.3.10 forbids in combination although each part is right by itself; null is nothing. */
export function contradictionIn(rule: Rule, hasUntil: boolean): RuleProblem | null {
  if (rule.count !== null && hasUntil) {
    return ruleProblem('COUNT', 'A rule ends by COUNT or by UNTIL, not by both.');
  }
  const lists = { BYWEEKNO: rule.byWeekNo, BYYEARDAY: rule.byYearDay, BYMONTHDAY: rule.byMonthDay };
  const misplaced = NOT_WITH[rule.freq].find((name) => lists[name].length > 0);
  if (misplaced) return ruleProblem(misplaced, `${misplaced} does not go with FREQ=${rule.freq}.`);
  return wrongOrdinal(rule) ?? lonelySetPosition(rule);
}

function wrongOrdinal({ freq, byDay, byMonth, byWeekNo }: Rule): RuleProblem | null {
  const ordinals = byDay.flatMap(({ nth }) => (nth === null ? [] : [nth]));
  if (ordinals.length === 0) return null;
  if (freq === 'DAILY' || freq === 'WEEKLY') {
    return ruleProblem('BYDAY', `A day with a number (such as 1MO) does not go with FREQ=${freq}.`);
  }
  if (byWeekNo.length > 0) return ruleProblem('BYDAY', 'A day with a number (such as 1MO) does not go with BYWEEKNO.');
  const isOfMonth = freq === 'MONTHLY' || byMonth.length > 0;
  if (isOfMonth && ordinals.some((nth) => Math.abs(nth) > 5)) {
    return ruleProblem('BYDAY', 'No month has more than five of a weekday.');
  }
  return null;
}

function lonelySetPosition(rule: Rule): RuleProblem | null {
  if (rule.bySetPos.length === 0) return null;
  const others = [rule.byMonth, rule.byWeekNo, rule.byYearDay, rule.byMonthDay, rule.byDay];
  if (others.some((list) => list.length > 0)) return null;
  return ruleProblem('BYSETPOS', 'BYSETPOS picks from what another BY part lists, and there is none.');
}
