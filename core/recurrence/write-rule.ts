import { type Rule, type RuleDay, WEEKDAYS } from './rule.ts';

/**
 * The rule as its canonical string: parts in one order, what is the default left out. UNTIL is a date in the wall clock
 * of the start, inclusive (see read-until.ts).
 */
export function writeRule(rule: Rule): string {
  const parts = [`FREQ=${rule.freq}`];
  const list = (name: string, values: readonly (number | string)[]) => {
    if (values.length > 0) parts.push(`${name}=${values.join(',')}`);
  };
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.weekStart !== 0) parts.push(`WKST=${WEEKDAYS[rule.weekStart]}`);
  list('BYMONTH', rule.byMonth);
  list('BYWEEKNO', rule.byWeekNo);
  list('BYYEARDAY', rule.byYearDay);
  list('BYMONTHDAY', rule.byMonthDay);
  list('BYDAY', rule.byDay.map(writeDay));
  list('BYSETPOS', rule.bySetPos);
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  if (rule.until !== null) parts.push(`UNTIL=${rule.until.replaceAll('-', '')}`);
  return parts.join(';');
}

function writeDay({ weekday, nth }: RuleDay): string {
  return `${nth ?? ''}${WEEKDAYS[weekday]}`;
}
