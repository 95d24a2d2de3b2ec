import type { Channel, Reminder, ReminderWhen } from '#core/reminder/reminder.ts';
import { reminderSet } from '#core/reminder/reminder.ts';
import type { Task } from '#core/task/task.ts';
import { shortenTitle } from './shorten-title.ts';
import type { NewWrite } from './write.ts';

/** Gestures on the reminders of a task. Quiet: the chip that comes, changes or goes says it all. */

export function addReminder(task: Task, reminder: Omit<Reminder, 'ringAt'>): NewWrite {
  const { id, when, channels } = reminder;
  const reminders = reminderSet([...task.reminders, { ...reminder, ringAt: null }]);
  return {
    commands: [{ type: 'reminder.add', taskId: task.id, reminderId: id, when, channels }],
    ...changed(task, 'Reminder added:', reminders),
  };
}

export function changeReminder(
  task: Task,
  reminder: Reminder,
  patch: { when?: ReminderWhen; channels?: Channel[] },
): NewWrite {
  const next: Reminder = { ...reminder, ...patch, ringAt: patch.when ? null : reminder.ringAt };
  const reminders = task.reminders.map((each) => (each.id === reminder.id ? next : each));
  return {
    commands: [{ type: 'reminder.change', taskId: task.id, reminderId: reminder.id, patch }],
    ...changed(task, 'Reminder changed:', reminders),
  };
}

export function cancelReminder(task: Task, reminder: Reminder): NewWrite {
  const reminders = task.reminders.filter(({ id }) => id !== reminder.id);
  return {
    commands: [{ type: 'reminder.cancel', taskId: task.id, reminderId: reminder.id }],
    ...changed(task, 'Reminder removed:', reminders),
    isQuiet: false,
  };
}

function changed(task: Task, verb: string, reminders: Reminder[]) {
  return {
    label: `${verb} “${shortenTitle(task.title)}”`,
    changes: [{ task, overlay: { reminders } }],
    isQuiet: true,
  };
}
