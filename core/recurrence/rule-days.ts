import { type RuleDay, WEEKDAYS } from './rule.ts';
import { MAX_LIST_LENGTH, quote, tooLong } from './rule-numbers.ts';
import { type RuleProblem, ruleProblem } from './rule-problem.ts';

const PLACES = new Map<string, number>(WEEKDAYS.map((weekday, at) => [weekday, at]));

/** 0 is Monday; undefined is no weekday. */
export function readWeekday(text: string): number | undefined {
  return PLACES.get(text);
}

/** BYDAY, from Monday to Sunday, each first without and then with its ordinals. */
export function readDays(text: string): RuleDay[] | RuleProblem {
  const items = text.split(',');
  if (items.length > MAX_LIST_LENGTH) return tooLong('BYDAY');
  const days = new Map<string, RuleDay>();
  for (const item of items) {
    const [, ordinal = '', name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item) ?? [];
    const weekday = readWeekday(name);
    const nth = ordinal === '' ? null : Number(ordinal);
    if (weekday === undefined || (nth !== null && (nth === 0 || Math.abs(nth) > 53))) {
      return ruleProblem('BYDAY', `BYDAY takes days such as MO, 1MO or -1FR, not ${quote(item)}.`);
    }
    days.set(`${nth}${weekday}`, { weekday, nth });
  }
  return [...days.values()].sort((a, b) => a.weekday - b.weekday || place(a.nth) - place(b.nth));
}

function place(nth: number | null): number {
  if (nth === null) return 0;
  return nth > 0 ? nth : nth + 1000;
}
