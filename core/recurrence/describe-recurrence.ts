import { dayNoun, describeDays, monthList } from './describe-days.ts';
import { withImpliedParts } from './implied-parts.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Recurrence, Rule } from './rule.ts';
import { dateWords, listWords, ordinalNumber, ordinalWord, WEEKDAY_NAMES } from './words.ts';

const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };

/** The recurrence as an English phrase: `Every 2 weeks on Monday and Thursday at 09:00, until 31 December 2027`. */
export function describeRecurrence(recurrence: Recurrence): string {
  const { rule: written, startDay, time } = readRecurrence(recurrence);
  const rule = withImpliedParts(written, startDay);
  const at = time === '' ? '' : ` at ${time.slice(1)}`;
  return [`${phrase(rule)}${at}`, ...limits(rule), ...end(rule)].join(', ');
}

function phrase(rule: Rule): string {
  const every = rule.interval === 1 ? `Every ${UNITS[rule.freq]}` : `Every ${rule.interval} ${UNITS[rule.freq]}s`;
  switch (rule.freq) {
    case 'DAILY':
      return every;
    case 'WEEKLY':
      return weekly(rule, every);
    case 'MONTHLY':
    case 'YEARLY':
      return `${every} ${describeDays(rule)}`;
  }
}

function weekly(rule: Rule, every: string): string {
  const noun = dayNoun(rule);
  if (rule.bySetPos.length > 0) return `${every} on the ${listWords(rule.bySetPos.map(ordinalWord))} ${noun}`;
  if (noun === 'weekday') return rule.interval === 1 ? 'Every weekday' : `${every} on weekdays`;
  if (noun === 'day') return rule.interval === 1 ? 'Every day' : `${every} on every day`;
  return `${every} on ${listWords(rule.byDay.map(({ weekday }) => WEEKDAY_NAMES[weekday] ?? ''))}`;
}

/** What only takes away, and would be misread within the phrase. */
function limits(rule: Rule): string[] {
  const words: string[] = [];
  if (rule.freq === 'DAILY' && rule.byDay.length > 0) {
    const days = dayNoun(rule);
    const isNamed = ['weekday', 'weekend day'].includes(days);
    words.push(
      `only on ${isNamed ? `${days}s` : listWords(rule.byDay.map(({ weekday }) => `${WEEKDAY_NAMES[weekday]}s`))}`,
    );
  }
  if (rule.freq === 'DAILY' && rule.byMonthDay.length > 0) {
    const fromBack = rule.byMonthDay.filter((day) => day < 0).map((day) => `${ordinalWord(day)} day`);
    const fromFront = rule.byMonthDay.filter((day) => day > 0).map(ordinalNumber);
    words.push(`only on the ${listWords([...fromFront, ...fromBack])} of the month`);
  }
  if (rule.freq !== 'YEARLY' && rule.byMonth.length > 0) words.push(`only in ${monthList(rule.byMonth)}`);
  if (rule.weekStart !== 0) words.push(`weeks beginning on ${WEEKDAY_NAMES[rule.weekStart]}`);
  return words;
}

function end({ count, until }: Rule): string[] {
  if (until !== null) return [`until ${dateWords(until)}`];
  if (count === null) return [];
  if (count === 1) return ['once'];
  return [count === 2 ? 'twice' : `${count.toLocaleString('en-GB')} times`];
}
