import { calendarDay, weekdayOf } from './epoch-day.ts';
import type { Rule, RuleDay } from './rule.ts';

/**
 * The rule with what it leaves to its start (RFC 5545 §3.3.10: "information, not contained in the rule … is derived
 * from DTSTART"): `FREQ=MONTHLY` from the 21st is BYMONTHDAY=21. Hence `BYWEEKNO=20` alone is one day a year, the weekday
 * of its start; rrule and python-dateutil give the whole week, which nobody means by "every year in week 20".
 *
 * @param startDay day of the start, since 1970-01-01
 */
export function withImpliedParts(rule: Rule, startDay: number): Rule {
  const { month, day } = calendarDay(startDay);
  const weekday = [{ weekday: weekdayOf(startDay), nth: null }];
  const hasDays = rule.byDay.length > 0 || rule.byMonthDay.length > 0 || rule.byYearDay.length > 0;
  if (hasDays) return rule;
  switch (rule.freq) {
    case 'DAILY':
      return rule;
    case 'WEEKLY':
      return { ...rule, byDay: weekday };
    case 'MONTHLY':
      return { ...rule, byMonthDay: [day] };
    case 'YEARLY':
      if (rule.byWeekNo.length > 0) return { ...rule, byDay: weekday };
      return { ...rule, byMonthDay: [day], byMonth: rule.byMonth.length > 0 ? rule.byMonth : [month] };
  }
}

/**
 * `MO,1TU` means all Mondays and also the first Tuesday; rrule takes it for days that are both. A plain day beside one
 * with a number is therefore written out: 1MO, 2MO, …
 */
export function withUniformDays(rule: Rule): Rule {
  const plain = rule.byDay.filter(({ nth }) => nth === null);
  if (plain.length === 0 || plain.length === rule.byDay.length) return rule;
  const most = rule.freq === 'MONTHLY' || rule.byMonth.length > 0 ? 5 : 53;
  const writtenOut = plain.flatMap(({ weekday }) =>
    Array.from({ length: most }, (_, at): RuleDay => ({ weekday, nth: at + 1 })),
  );
  return { ...rule, byDay: [...rule.byDay.filter(({ nth }) => nth !== null), ...writtenOut] };
}
