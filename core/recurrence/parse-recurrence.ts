import { LocalDateSchema, LocalDateTimeSchema } from '../time/local.ts';
import { isTimeZone } from '../time/zone.ts';
import { dateText, dayOf } from './epoch-day.ts';
import { type ReadRule, readRule } from './read-rule.ts';
import { readUntil } from './read-until.ts';
import type { Recurrence, Rule } from './rule.ts';
import { isProblem, type RuleProblem, ruleProblem } from './rule-problem.ts';
import { slotDays } from './slot-days.ts';
import { writeRule } from './write-rule.ts';

export interface RecurrenceInput {
  /** An RRULE, with or without the leading `RRULE:`, in upper or lower case. */
  readonly rule: string;
  /** Wall-clock start: `2026-11-21` or `2026-11-21T15:00`. */
  readonly start: string;
  /** The zone in which an UNTIL in UTC becomes a wall-clock date. */
  readonly zone: string;
}

export interface ParsedRecurrence extends Recurrence {
  /** Whether the start is another than was given: the first slot of the rule at or after that. */
  readonly isMoved: boolean;
}

/**
 * Reads a rule that anybody may have written, and its start, into canonical form, or says what is wrong with which part.
 *
 * - A single BYHOUR or BYMINUTE moves into the start, and out of the rule; a date becomes a time by it.
 * - A start that is no slot of the rule moves to the first slot at or after it. RFC 5545 leaves such a start undefined
 *   ("SHOULD be synchronized"); as a slot of its own it would be counted by COUNT and never come again, and no library
 *   agrees. So "every Monday" from a Saturday begins on Monday, and what is stored always starts on its pattern. The
 *   period that INTERVAL counts from stays that of the start as given.
 * - UNTIL becomes a date, inclusive (see read-until.ts).
 */
export function parseRecurrence(input: RecurrenceInput): ParsedRecurrence | RuleProblem {
  const read = readRule(input.rule);
  if (isProblem(read)) return read;
  const isDate = LocalDateSchema.safeParse(input.start).success;
  if (!isDate && !LocalDateTimeSchema.safeParse(input.start).success) {
    return ruleProblem(
      'start',
      'start must be a date such as 2026-11-21 or a wall-clock time such as 2026-11-21T15:00.',
    );
  }
  if (!isTimeZone(input.zone)) return ruleProblem('zone', 'zone must be an IANA time zone such as Europe/Berlin.');

  const time = timeOfDay(read, input.start.slice(10));
  if (typeof time === 'object') return time;
  const start = firstSlot(read.rule, input.start, time);
  if (start === undefined) return neverOccurs(input.start);

  const until = read.until === null ? null : readUntil(read.until, time, input.zone);
  if (until !== null && isProblem(until)) return until;
  if (until !== null && until.date < start.slice(0, 10)) return endsTooEarly(until.date, start, input.start);
  const rule = withoutIdleWeekStart({ ...read.rule, until: until?.date ?? null });
  return { rule: writeRule(rule), start, isMoved: start !== input.start };
}

/** @param given the time in the start, such as `T15:00`; empty when it is a date */
function timeOfDay({ hour, minute }: ReadRule, given: string): string | RuleProblem {
  if (hour === null && minute === null) return given;
  if (hour === null && given === '') {
    return ruleProblem('BYMINUTE', 'BYMINUTE needs an hour: give BYHOUR too, or a start with a time.');
  }
  const two = (value: number) => String(value).padStart(2, '0');
  const givenMinute = given === '' ? '00' : given.slice(4);
  return `T${hour === null ? given.slice(1, 3) : two(hour)}:${minute === null ? givenMinute : two(minute)}`;
}

/** Undefined when there is none before the calendar ends. */
function firstSlot(rule: Rule, start: string, time: string): string | undefined {
  const startDay = dayOf(start);
  for (const day of slotDays({ ...rule, count: null }, startDay).from(startDay)) {
    const slot = `${dateText(day)}${time}`;
    // A BYHOUR before the time of the start: that day's slot is over when the rule begins.
    if (slot >= start) return slot;
  }
  return undefined;
}

function neverOccurs(start: string): RuleProblem {
  const message = `This rule never occurs: no day from ${start.slice(0, 10)} to 2199 fits all of it.`;
  return { field: 'rule', message, neverOccurs: true };
}

function endsTooEarly(until: string, first: string, start: string): RuleProblem {
  const message =
    until < start.slice(0, 10)
      ? `UNTIL (${until}) lies before the start (${start}).`
      : `UNTIL (${until}) lies before the first occurrence (${first}).`;
  return { field: 'UNTIL', message, neverOccurs: true };
}

/** WKST says nothing unless weeks are counted or picked from (RFC 5545 §3.3.10); the start is on its pattern already. */
function withoutIdleWeekStart(rule: Rule): Rule {
  const isWeekly = rule.freq === 'WEEKLY' && rule.byDay.length > 1;
  const matters = (isWeekly && (rule.interval > 1 || rule.bySetPos.length > 0)) || rule.byWeekNo.length > 0;
  return matters ? rule : { ...rule, weekStart: 0 };
}
