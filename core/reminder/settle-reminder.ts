import { type Refusal, refusal } from '../errors.ts';
import { type Instant, toEpochMs } from '../instant.ts';
import type { Due } from '../task/due.ts';
import { ownTime, type PlanSettings, remindedTime } from './plan-firings.ts';
import type { Reminder, ReminderWhen } from './reminder.ts';

export type Settled = { ringAt: Instant | null; refused?: undefined } | { ringAt?: undefined; refused: Refusal };

/**
 * What becomes of a reminder that is set now: it rings at its own time (`ringAt` null); or at once, when that has
 * passed and what it is about is still ahead; or never, which is refused rather than kept in silence.
 */
export function settleReminder(when: ReminderWhen, due: Due | null, settings: PlanSettings, now: Instant): Settled {
  const nowMs = toEpochMs(now);
  const at = ownTime({ when }, due, settings);
  if (at === null) return refuse('The task has no due date to count back from.', 'needs a task with a due date');
  if (at > nowMs) return { ringAt: null };
  const isAhead = when.kind === 'before' && due !== null && remindedTime(due, settings) > nowMs;
  if (isAhead) return { ringAt: now };
  return refuse('That moment has passed, so it would never ring.', 'must be in the future');
}

/**
 * The reminders of a task whose due has moved: those that hang on it start anew, and ring at once when their moment
 * has passed and the due is ahead. Reminders at a time of their own stay as they are.
 */
export function followDue(
  reminders: readonly Reminder[],
  due: Due | null,
  settings: PlanSettings,
  now: Instant,
): Reminder[] {
  return reminders.map((reminder) => {
    if (reminder.when.kind !== 'before') return reminder;
    const { ringAt = null } = settleReminder(reminder.when, due, settings, now);
    return { ...reminder, ringAt };
  });
}

function refuse(detail: string, message: string): Settled {
  return { refused: refusal('validation_failed', detail, [{ path: 'when', message }]) };
}
