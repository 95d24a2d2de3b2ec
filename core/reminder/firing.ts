import { z } from 'zod';
import { deriveId } from '../derive-id.ts';
import { FiringIdSchema, ReminderIdSchema, TaskIdSchema } from '../ids.ts';
import { type Instant, InstantSchema } from '../instant.ts';
import { TitleSchema } from '../task/task.ts';
import { ChannelSchema } from './reminder.ts';

/**
 * One ringing of a reminder, which is an entry of the bell.
 *
 * - *fired*: it rang, and nobody has taken notice. Channels that wait (push) go on.
 * - *acknowledged*: somebody took notice or snoozed it. Every channel stops. One that is missed (see `missed.ts`)
 *   begins here.
 *
 * Completing or deleting the task is none of its events, so that the commonest commands need not look for ringings:
 * windows close the toast by the task's own event, and a push looks at the task before it goes.
 *
 * `readAt` is about the bell alone: an entry stays unread until somebody looked at the bell or acknowledged it.
 */
export const FiringSchema = z
  .strictObject({
    id: FiringIdSchema,
    reminderId: ReminderIdSchema,
    taskId: TaskIdSchema,
    /** Of the task, when it rang. */
    title: TitleSchema,
    channels: z.array(ChannelSchema),
    /** When it was to ring: the plan, which its id is made of. */
    plannedAt: InstantSchema,
    /** When it was to ring after quiet hours; lateness counts from here. */
    scheduledAt: InstantSchema,
    firedAt: InstantSchema,
    acknowledgedAt: InstantSchema.nullable(),
    readAt: InstantSchema.nullable(),
    version: z.int().positive(),
    updatedAt: InstantSchema,
  })
  .meta({ id: 'Firing' });

export type Firing = z.infer<typeof FiringSchema>;

/**
 * The id of the ringing of a reminder at a planned moment: always the same, so that the log, where the first version
 * of an aggregate stands once, holds each ringing once, whatever rings twice. The task is part of it, because clients
 * choose ids of reminders: one that uses an id on two tasks must not lose a ringing for it.
 */
export function firingId(taskId: string, reminderId: string, plannedAt: Instant): string {
  return deriveId('firing', taskId, reminderId, plannedAt);
}
