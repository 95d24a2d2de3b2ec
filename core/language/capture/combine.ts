import type { Rule } from '../../recurrence/rule.ts';
import { writeRule } from '../../recurrence/write-rule.ts';
import type { ReminderWhen } from '../../reminder/reminder.ts';
import { tagSet } from '../../tag/tag.ts';
import type { Due } from '../../task/due.ts';
import { addDays, daysBetween } from '../../time/local.ts';
import type { Capture } from '../capture.ts';
import type { Frame } from '../frame.ts';
import type { Amount } from '../meanings/amount.ts';
import { laterDate } from '../meanings/amount.ts';
import type { DateReading } from '../meanings/date.ts';
import type { ReminderReading } from '../meanings/reminder.ts';
import type { RepeatReading } from '../meanings/repeat.ts';
import type { Candidate } from './candidate.ts';
import { dueOf, timeOf, type When, whenOf } from './due.ts';
import { firstDue } from './first-due.ts';
import { mergedRule, type RuleReading } from './merged-rule.ts';

/** What a line means, without the line. */
export type Meant = Omit<Capture, 'title' | 'parts'>;

/** What a set of instructions comes to. */
export function combine(instructions: readonly Candidate[], frame: Frame): Meant {
  const senses = instructions.map(({ sense }) => sense);
  const reminders = senses.flatMap((sense) => (sense.kind === 'reminder' ? [sense.reminder] : []));
  const asks = reminders.flatMap((each) => (each.kind === 'ask' ? [each] : []));
  const times = senses.flatMap((sense) => (sense.kind === 'time' ? [sense.time] : []));
  const dates = senses.flatMap((sense) => (sense.kind === 'date' ? [sense.date] : []));
  const repeats = senses.flatMap((sense) => (sense.kind === 'recurrence' ? [sense.repeat] : []));
  const rule = repeats
    .filter((each) => each.kind === 'rule')
    .reduce<RuleReading | null>((all, each) => (all && mergedRule(all, each)) ?? all ?? each, null);
  const when = whenOf(
    [...asks.flatMap(({ date }) => date ?? []), ...dates],
    [...asks.flatMap(({ time }) => time ?? []), ...times],
  );
  const repeating = rule && repeat(rule, repeats, { ...when, daypart: when.daypart ?? rule.daypart }, frame);
  const due = repeating?.due ?? dueOf(when, frame);
  return {
    due,
    recurrence: repeating?.recurrence ?? null,
    reminders: remindersOf(reminders, due, repeating !== null, frame),
    tags: tagSet(senses.flatMap((sense) => (sense.kind === 'tag' ? [sense.tag] : []))),
    list: senses.findLast((sense) => sense.kind === 'list')?.list ?? null,
    priority: senses.findLast((sense) => sense.kind === 'priority')?.priority ?? 'none',
  };
}

/** Null when nothing comes of it: the end lies before the first occurrence. */
function repeat(
  { rule, isAfterCompletion }: RuleReading,
  repeats: readonly RepeatReading[],
  when: When,
  frame: Frame,
): (Required<Pick<Meant, 'recurrence'>> & { due: Due }) | null {
  const bounds = repeats.flatMap((each) => (each.kind === 'bounds' ? [each] : []));
  const from = bounds.find((each) => each.from !== null)?.from ?? when.date;
  const time = timeOf(when, frame);
  const isTodayMeant = from?.isTodayAhead === true && time !== null;
  const due = firstDue(rule, from && (isTodayMeant ? frame.today : from.date), time, frame);
  if (due === null) return null;
  const first = dateOf(due);
  const until = bounds.find((each) => each.until !== null)?.until ?? null;
  const end = { ...length(rule, repeats, first), ...(until && { count: null, until: afterStart(until, first) }) };
  if (end.until && end.until < first) return null;
  const isCompletion = isAfterCompletion || repeats.some(({ kind }) => kind === 'afterCompletion');
  return {
    due,
    recurrence: { rule: writeRule({ ...rule, ...end }), trigger: isCompletion ? 'completion' : 'schedule' },
  };
}

/** `from monday until friday`: the Friday that follows on that Monday. */
function afterStart({ date, isWeekly }: DateReading, first: string): string {
  const weeks = Math.ceil(daysBetween(date, first) / 7);
  return isWeekly && weeks > 0 ? addDays(date, 7 * weeks) : date;
}

/** `for 6 weeks` of something weekly counts occurrences; of something else it sets the last day. */
function length(rule: Rule, repeats: readonly RepeatReading[], first: string): Partial<Rule> {
  const times = repeats.find((each) => each.kind === 'times');
  if (times) return { count: times.count };
  const amount = repeats.find((each) => each.kind === 'for')?.amount;
  if (amount === undefined) return {};
  if (isCountable(rule, amount)) return { count: Math.ceil(amount.count / rule.interval) };
  const end = laterDate(first, amount);
  return end === null ? {} : { until: addDays(end, -1) };
}

const UNIT_OF = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;

function isCountable(rule: Rule, { unit }: Amount): boolean {
  const perPeriod = Math.max(1, rule.bySetPos.length || rule.byDay.length + rule.byMonthDay.length);
  return UNIT_OF[rule.freq] === unit && (perPeriod === 1 || rule.bySetPos.length === 1);
}

function remindersOf(
  readings: readonly ReminderReading[],
  due: Due | null,
  isRepeating: boolean,
  frame: Frame,
): ReminderWhen[] {
  const found = readings.flatMap((reading) => remind(reading, due, frame));
  const isAsked = readings.some(({ kind }) => kind === 'ask');
  const all = isAsked && found.length === 0 ? asked(due, isRepeating, frame) : found;
  const seen = new Set<string>();
  return all.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * `remind me to …`: at the due, or in the morning of a day. What repeats rings at every due, which a reminder at a fixed
 * time would not; without a time that is the morning as well.
 */
function asked(due: Due | null, isRepeating: boolean, frame: Frame): ReminderWhen[] {
  if (due === null) return [];
  if (due.kind === 'date' && !isRepeating) {
    return [{ kind: 'floating', local: `${due.date}T${frame.dayparts.morning}` }];
  }
  return [{ kind: 'before', minutes: 0 }];
}

function remind(reading: ReminderReading, due: Due | null, frame: Frame): ReminderWhen[] {
  switch (reading.kind) {
    case 'before':
      return reading.minutes.map((minutes) => ({ kind: 'before', minutes }));
    case 'dayBefore': {
      if (due === null) return [];
      const when = whenOf(
        [],
        [
          { clock: null, daypart: reading.daypart, isToday: false, local: null, form: 'hint' },
          ...(reading.time ? [reading.time] : []),
        ],
      );
      const time = timeOf(when, frame);
      return time === null
        ? []
        : [{ kind: 'floating', local: `${addDays(dateOf(due), time.isNextDay ? 0 : -1)}T${time.time}` }];
    }
    case 'at': {
      const when = whenOf(reading.date ? [reading.date] : [], reading.time ? [reading.time] : []);
      const onDue = due === null || when.date !== null ? when : { ...when, date: plainDate(dateOf(due)) };
      const at = dueOf(onDue, frame);
      if (at === null) return [];
      return [{ kind: 'floating', local: at.kind === 'date' ? `${at.date}T${frame.dayparts.morning}` : at.local }];
    }
    case 'ask':
      return [];
  }
}

function plainDate(date: string) {
  return { date, isTodayAhead: false, form: 'firm' } as const;
}

function dateOf(due: Due): string {
  return due.kind === 'date' ? due.date : due.local.slice(0, 10);
}
