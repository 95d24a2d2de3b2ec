import { Temporal } from 'temporal-polyfill';
import { nextOccurrence } from './occurrences.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Recurrence, Rule } from './rule.ts';
import { nextSlot } from './slots.ts';
import { writeRule } from './write-rule.ts';

/**
 * `every`: the slot of the schedule that follows on a due, however late that was done. The due need not be a slot: a
 * moved one goes on from where it was moved to.
 *
 * @param due date or wall-clock time of the occurrence that was done
 * @returns null when the recurrence is over
 */
export function slotAfterDue(recurrence: Recurrence, due: string): string | null {
  return nextSlot(recurrence, due);
}

/**
 * `every`, leaving out what has passed meanwhile: the slot after the due that is also ahead. A slot that is a time is
 * ahead when its instant is; one that is a date when it is after today, for today is the day it was done on.
 *
 * @param due date or wall-clock time of the occurrence that was done
 * @param nowEpochMs ms since the epoch
 * @param zone in which the slots are a wall clock
 */
export function slotAfterDueAndNow(
  recurrence: Recurrence,
  due: string,
  nowEpochMs: number,
  zone: string,
): string | null {
  const ahead = nextOccurrence(recurrence, zone, nowEpochMs)?.slot ?? null;
  // Done early, what is ahead is the due itself or lies before it.
  return ahead === null || ahead > due ? ahead : nextSlot(recurrence, due);
}

/**
 * `every!`: what the rule means from a new start, the day of completion. "Every 3 days" is three days later, "every
 * month" the same day of next month (the last of a shorter one), "every Friday" the next Friday; at the time of day the
 * series has. COUNT does not end it, because such a series has no slots to count but only what was really done.
 *
 * @param completedOn the user's date at that moment
 * @returns null when UNTIL comes first
 */
export function slotAfterCompletion(recurrence: Recurrence, completedOn: string): string | null {
  const { rule, time } = readRecurrence(recurrence);
  if (isPinned(rule)) {
    return nextSlot(
      { rule: writeRule({ ...rule, count: null }), start: `${completedOn}${time}` },
      `${completedOn}T23:59`,
    );
  }
  const date = Temporal.PlainDate.from(completedOn).add(duration(rule)).toString();
  return rule.until !== null && date > rule.until ? null : `${date}${time}`;
}

function isPinned(rule: Rule): boolean {
  const lists = [rule.byMonth, rule.byWeekNo, rule.byYearDay, rule.byMonthDay, rule.byDay];
  return lists.some((list) => list.length > 0);
}

function duration({ freq, interval }: Rule): Temporal.DurationLike {
  switch (freq) {
    case 'DAILY':
      return { days: interval };
    case 'WEEKLY':
      return { weeks: interval };
    case 'MONTHLY':
      return { months: interval };
    case 'YEARLY':
      return { years: interval };
  }
}
