import { instantOf } from '../wall-clock.ts';
import type { Due, ReminderState, SettingsState, TaskState, When } from './state.ts';

const MINUTE_MS = 60_000;

/** The moment that leads count back from: the time of a due, or the morning of a day. */
export function dueMoment(due: Due, { zone, morning }: SettingsState): number {
  if (due.kind === 'date') return instantOf(`${due.date}T${morning}`, zone);
  return instantOf(due.local, due.kind === 'fixed' ? due.zone : zone);
}

/** When a reminder rings by itself, without snoozing; null when it hangs on a due that is not there. */
export function ownMoment(when: When, due: Due | null, settings: SettingsState): number | null {
  if (when.kind === 'before') return due && dueMoment(due, settings) - when.minutes * MINUTE_MS;
  return instantOf(when.local, when.kind === 'fixed' ? when.zone : settings.zone);
}

/** When a reminder of a task is to ring; null when not at all. */
export function moment(reminder: ReminderState, task: TaskState, settings: SettingsState): number | null {
  if (task.status !== 'open' || task.deletedAt !== null) return null;
  return reminder.ringAt === null ? ownMoment(reminder.when, task.due, settings) : Date.parse(reminder.ringAt);
}

/** Where a due stands on the time line: a day is its first instant. */
export function dueStart(due: Due, settings: SettingsState): number {
  return due.kind === 'date' ? instantOf(`${due.date}T00:00`, settings.zone) : dueMoment(due, settings);
}
