import { toEpochMs } from '../instant.ts';
import type { Settings } from '../settings/settings.ts';
import type { Due } from '../task/due.ts';
import { dueEpochMs } from '../task/due.ts';
import type { Task } from '../task/task.ts';
import { wallClockToEpochMs } from '../time/local.ts';
import type { Reminder } from './reminder.ts';

/** What plans need of a user's settings. */
export type PlanSettings = Pick<Settings, 'zone' | 'morning'>;

const MINUTE_MS = 60_000;

/**
 * When each reminder of a task is to ring, in ms since the epoch, by the reminder's id. Moments that have passed are
 * among them: whether one still rings is not for the plan to say. A task that is completed or in the trash has none.
 */
export function planFirings(task: Task, settings: PlanSettings): Map<string, number> {
  const plan = new Map<string, number>();
  if (task.status !== 'open' || task.deletedAt !== null) return plan;
  for (const reminder of task.reminders) {
    const at = reminder.ringAt === null ? ownTime(reminder, task.due, settings) : toEpochMs(reminder.ringAt);
    if (at !== null) plan.set(reminder.id, at);
  }
  return plan;
}

/** When a reminder rings by itself, in ms since the epoch; null when it hangs on a due that the task has not. */
export function ownTime({ when }: Pick<Reminder, 'when'>, due: Due | null, settings: PlanSettings): number | null {
  switch (when.kind) {
    case 'before':
      return due === null ? null : remindedTime(due, settings) - when.minutes * MINUTE_MS;
    case 'floating':
      return wallClockToEpochMs(when.local, settings.zone);
    case 'fixed':
      return wallClockToEpochMs(when.local, when.zone);
  }
}

/** The moment that leads count back from: the due, or the morning of a due without a time. */
export function remindedTime(due: Due, { zone, morning }: PlanSettings): number {
  return due.kind === 'date' ? wallClockToEpochMs(`${due.date}T${morning}`, zone) : dueEpochMs(due, zone);
}

/** Whether a plan hangs on the user's zone, so that another zone makes another plan. */
export function followsZone({ reminders, due }: Pick<Task, 'reminders' | 'due'>): boolean {
  return reminders.some(({ when }) => when.kind === 'floating' || (when.kind === 'before' && due?.kind !== 'fixed'));
}
