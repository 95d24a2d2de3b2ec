import { addReminder } from './add-reminder.ts';
import { cancelReminder } from './cancel-reminder.ts';
import { changeReminder } from './change-reminder.ts';
import { listReminders } from './list-reminders.ts';
import { listUpcomingReminders } from './list-upcoming-reminders.ts';
import { snoozeReminder } from './snooze-reminder.ts';

export const reminderEndpoints = [
  listReminders,
  addReminder,
  changeReminder,
  cancelReminder,
  snoozeReminder,
  listUpcomingReminders,
];
