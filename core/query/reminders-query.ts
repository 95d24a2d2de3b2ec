import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { FiringSchema } from '../reminder/firing.ts';
import { ReminderSchema } from '../reminder/reminder.ts';
import { TitleSchema } from '../task/task.ts';
import { FlagSchema } from './flag.ts';
import { PageParameterSchema, perPageParameter } from './page.ts';

/** A reminder, and when it rings next; null when it does not any more. */
export const PlannedReminderSchema = ReminderSchema.extend({ ringsAt: InstantSchema.nullable() }).meta({
  id: 'PlannedReminder',
});
export type PlannedReminder = z.infer<typeof PlannedReminderSchema>;

export const UpcomingQuerySchema = z.strictObject({ per_page: perPageParameter(20) });

/** What rings next, soonest first. */
export const UpcomingRemindersSchema = z
  .strictObject({
    reminders: z.array(z.strictObject({ taskId: TaskIdSchema, title: TitleSchema, reminder: PlannedReminderSchema })),
  })
  .meta({ id: 'UpcomingReminders' });
export type UpcomingReminders = z.infer<typeof UpcomingRemindersSchema>;

/** What `GET /notifications` takes. */
export const NotificationsQuerySchema = z.strictObject({
  unread: FlagSchema.optional().meta({ description: 'Only what nobody has read.' }),
  page: PageParameterSchema,
  per_page: perPageParameter(20),
});
export type NotificationsQuery = z.infer<typeof NotificationsQuerySchema>;

/** What the bell shows, newest first. */
export const NotificationsPageSchema = z
  .strictObject({
    notifications: z.array(FiringSchema),
    /** How many the filter lets through. */
    total: z.int().nonnegative(),
    /** How many nobody has read, whatever the filter. */
    unread: z.int().nonnegative(),
    page: z.int().positive(),
    perPage: z.int().positive(),
    seq: z.int().nonnegative(),
    epoch: z.string(),
  })
  .meta({ id: 'NotificationsPage' });
export type NotificationsPage = z.infer<typeof NotificationsPageSchema>;
