import type { Rule } from '../../recurrence/rule.ts';
import type { RepeatReading } from '../meanings/repeat.ts';
import type { Candidate } from './candidate.ts';

export type RuleReading = Extract<RepeatReading, { kind: 'rule' }>;

/** Whether two are parts of one rule. Of `every day` only what stands beside it is a part. */
export function isOneRule(a: Candidate, b: Candidate): boolean {
  const [one, other] = [ruleOf(a), ruleOf(b)];
  if (a === b || one === null || other === null || mergedRule(one, other) === null) return false;
  const isDaily = [one, other].some(({ rule }) => rule.freq === 'DAILY' && rule.interval === 1);
  return !isDaily || a.end === b.introduced || b.end === a.introduced;
}

function ruleOf({ sense }: Candidate): RuleReading | null {
  return sense.kind === 'recurrence' && sense.repeat.kind === 'rule' ? sense.repeat : null;
}

/** `mondays every two weeks`: one tells the days, the other how often. Null when they are two rules. */
export function mergedRule(a: RuleReading, b: RuleReading): RuleReading | null {
  return onDaysOf(a, b) ?? onDaysOf(b, a);
}

function onDaysOf(often: RuleReading, days: RuleReading): RuleReading | null {
  const { freq, interval, byDay } = days.rule;
  const weeks = weeksOf(often.rule);
  if (weeks === null || freq !== 'WEEKLY' || interval > 1 || byDay.length === 0) return null;
  return {
    ...days,
    rule: { ...days.rule, interval: weeks },
    isAfterCompletion: often.isAfterCompletion || days.isAfterCompletion,
    daypart: often.daypart ?? days.daypart,
  };
}

/** Every so many weeks, when no day is said; `every day` leaves the days of each week open. */
function weeksOf({ freq, interval, byMonth, byMonthDay, byDay }: Rule): number | null {
  if (byMonth.length + byMonthDay.length + byDay.length > 0) return null;
  if (freq === 'WEEKLY') return interval;
  if (freq !== 'DAILY') return null;
  return interval % 7 === 0 ? interval / 7 : interval === 1 ? 1 : null;
}
