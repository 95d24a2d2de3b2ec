import { clampedDays } from './clamped-day.ts';
import { calendarDay } from './epoch-day.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Recurrence } from './rule.ts';
import { writeRule } from './write-rule.ts';

/**
 * "Every month" whose first due is the 29th to 31st, in the form that means the last day of shorter months; any other
 * rule as it is. For series that follow their schedule: one that counts from completion has no day to keep to, and
 * `slotAfterCompletion` shortens by itself.
 *
 * @returns the canonical rule
 */
export function pinToStart(recurrence: Recurrence): string {
  const { rule, startDay } = readRecurrence(recurrence);
  const { day } = calendarDay(startDay);
  const isPinned = rule.byMonthDay.length > 0 || rule.byDay.length > 0 || rule.bySetPos.length > 0;
  if (rule.freq !== 'MONTHLY' || isPinned || day <= 28) return recurrence.rule;
  return writeRule({ ...rule, ...clampedDays(day) });
}
