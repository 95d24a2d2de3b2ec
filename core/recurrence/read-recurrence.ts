import { invariant } from '../errors.ts';
import { dayOf } from './epoch-day.ts';
import { readRule } from './read-rule.ts';
import type { Recurrence, Rule } from './rule.ts';
import { isProblem } from './rule-problem.ts';

/** A canonical recurrence taken apart again. */
export interface StoredRecurrence {
  readonly rule: Rule;
  /** Day of the start, since 1970-01-01. */
  readonly startDay: number;
  /** The time of day with its `T`, such as `T15:00`; empty when slots are dates. */
  readonly time: string;
}

/** @throws InvariantError when the rule is none that `parseRecurrence` wrote: only those are stored */
export function readRecurrence({ rule: text, start }: Recurrence): StoredRecurrence {
  const read = readRule(text);
  invariant(!isProblem(read), `a stored rule cannot be read: ${text}`);
  const until = read.until;
  invariant(until === null || /^\d{8}$/.test(until), `a stored rule ends on a date: ${text}`);
  const untilDate = until && `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6)}`;
  return { rule: { ...read.rule, until: untilDate }, startDay: dayOf(start), time: start.slice(10) };
}
