import { contradictionIn } from './contradiction.ts';
import { FREQUENCIES, type Rule, WEEKDAYS } from './rule.ts';
import { readDays, readWeekday } from './rule-days.ts';
import { quote, readCount, readNumbers, readSingle } from './rule-numbers.ts';
import { isProblem, type RuleProblem, ruleProblem } from './rule-problem.ts';

/** No rule that means something is longer; what costs time to refuse is refused before it does. */
const MAX_LENGTH = 512;
const MAX_INTERVAL = 1000;
const MAX_COUNT = 10_000;

const LISTS = {
  BYMONTH: { max: 12, isSigned: false },
  BYWEEKNO: { max: 53, isSigned: true },
  BYYEARDAY: { max: 366, isSigned: true },
  BYMONTHDAY: { max: 31, isSigned: true },
  BYSETPOS: { max: 366, isSigned: true },
};
const NAMES = [
  ...Object.keys(LISTS),
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
];

/** What a string says before it meets its start: the rule, and what has to be moved into start and end. */
export interface ReadRule {
  /** Without its `until`. */
  readonly rule: Rule;
  /** UNTIL as written; null is none. */
  readonly until: string | null;
  /** BYHOUR; null is none. */
  readonly hour: number | null;
  /** BYMINUTE; null is none. */
  readonly minute: number | null;
}

/** Reads a RECUR value (RFC 5545 §3.3.10), strictly: what it does not know or what contradicts itself it refuses. */
export function readRule(text: string): ReadRule | RuleProblem {
  const parts = readParts(text);
  if (isProblem(parts)) return parts;
  const freq = readFrequency(parts.get('FREQ'));
  if (typeof freq === 'object') return freq;

  const problems: RuleProblem[] = [];
  /** The value of a part that is there; the fallback where it is not, or is wrong, which is then remembered. */
  const read = <Value>(name: string, fallback: Value, reader: (text: string) => Value | RuleProblem): Value => {
    const part = parts.get(name);
    if (part === undefined) return fallback;
    const value = reader(part);
    if (typeof value !== 'object' || value === null || !isProblem(value)) return value;
    problems.push(value);
    return fallback;
  };
  const list = (name: keyof typeof LISTS) => read(name, [], (part) => readNumbers(name, part, LISTS[name]));
  const single = (name: string, max: number) => read<number | null>(name, null, (part) => readSingle(name, part, max));

  const rule: Rule = {
    freq,
    interval: read('INTERVAL', 1, (part) => readCount('INTERVAL', part, MAX_INTERVAL)),
    weekStart: read('WKST', 0, readWeekStart),
    byMonth: list('BYMONTH'),
    byWeekNo: list('BYWEEKNO'),
    byYearDay: list('BYYEARDAY'),
    byMonthDay: list('BYMONTHDAY'),
    byDay: read('BYDAY', [], readDays),
    bySetPos: list('BYSETPOS'),
    count: read<number | null>('COUNT', null, (part) => readCount('COUNT', part, MAX_COUNT)),
    until: null,
  };
  const hour = single('BYHOUR', 23);
  const minute = single('BYMINUTE', 59);
  if (single('BYSECOND', 59)) problems.push(ruleProblem('BYSECOND', 'BYSECOND must be 0: times are to the minute.'));
  const until = parts.get('UNTIL') ?? null;
  const problem = problems[0] ?? contradictionIn(rule, until !== null);
  return problem ?? { rule, until, hour, minute };
}

function readParts(text: string): Map<string, string> | RuleProblem {
  if (text.length > MAX_LENGTH) return ruleProblem('rule', `A rule has at most ${MAX_LENGTH} characters.`);
  const parts = new Map<string, string>();
  for (const part of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [, name = '', value = ''] = /^([A-Z-]{1,20})=(.*)$/.exec(part) ?? [];
    if (name === '')
      return ruleProblem('rule', `A rule looks like FREQ=WEEKLY;BYDAY=MO; ${quote(part)} is no part of one.`);
    if (!NAMES.includes(name)) return ruleProblem(name, `${name} is not a part of a rule that is known here.`);
    if (parts.has(name)) return ruleProblem(name, `${name} may be said only once.`);
    if (value === '') return ruleProblem(name, `${name} is empty: give a value or leave it out.`);
    parts.set(name, value);
  }
  return parts;
}

function readFrequency(text: string | undefined): Rule['freq'] | RuleProblem {
  if (text === undefined) return ruleProblem('FREQ', `A rule needs a FREQ: ${FREQUENCIES.join(', ')}.`);
  const known = FREQUENCIES.find((each) => each === text);
  if (known !== undefined) return known;
  if (['HOURLY', 'MINUTELY', 'SECONDLY'].includes(text)) {
    return ruleProblem('FREQ', `${text} is finer than a day; the finest that repeats here is DAILY.`);
  }
  return ruleProblem('FREQ', `FREQ must be one of ${FREQUENCIES.join(', ')}, not ${quote(text)}.`);
}

function readWeekStart(text: string): number | RuleProblem {
  return readWeekday(text) ?? ruleProblem('WKST', `WKST must be one of ${WEEKDAYS.join(', ')}, not ${quote(text)}.`);
}
