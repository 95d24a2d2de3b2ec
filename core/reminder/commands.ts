import { z } from 'zod';
import { FiringIdSchema, ReminderIdSchema, TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { ChannelsSchema, ReminderWhenSchema } from './reminder.ts';

/** What a client says of a new reminder. */
export const NewReminderSchema = z.strictObject({
  reminderId: ReminderIdSchema.optional().meta({
    description: 'Chosen by the client; made by the server when absent.',
  }),
  when: ReminderWhenSchema,
  channels: ChannelsSchema.optional().meta({ description: 'The channels of your settings when absent.' }),
});

const MAX_SNOOZE_MINUTES = 366 * 24 * 60;

/** How long a reminder is put off: minutes from now, a moment, or the morning of the user's tomorrow. */
export const SnoozeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(1).max(MAX_SNOOZE_MINUTES) }),
    z.strictObject({ kind: z.literal('until'), at: InstantSchema }),
    z.strictObject({ kind: z.literal('morning') }),
  ])
  .meta({ id: 'Snooze' });

const onTask = { taskId: TaskIdSchema, ifVersion: z.int().positive().optional() };
const onReminder = { ...onTask, reminderId: ReminderIdSchema };

/** Adds one reminder and leaves the others alone, so that two devices that add different ones keep both. */
export const AddReminderSchema = NewReminderSchema.extend({ type: z.literal('reminder.add'), ...onTask });
export const ChangeReminderSchema = z.strictObject({
  type: z.literal('reminder.change'),
  ...onReminder,
  patch: z.strictObject({ when: ReminderWhenSchema, channels: ChannelsSchema }).partial(),
});
export const CancelReminderSchema = z.strictObject({ type: z.literal('reminder.cancel'), ...onReminder });
/** Puts a reminder off, and stops the ringing of now on every channel. The due stays where it is. */
export const SnoozeReminderSchema = z.strictObject({
  type: z.literal('reminder.snooze'),
  ...onReminder,
  snooze: SnoozeSchema,
});
/** Says that somebody has taken notice: toasts close everywhere, and channels that have not sent yet do not. */
export const AcknowledgeFiringsSchema = z.strictObject({
  type: z.literal('reminder.acknowledge'),
  firingIds: z.array(FiringIdSchema).min(1).max(200),
});
/** Marks entries of the bell as read; acknowledging does so, too. */
export const ReadFiringsSchema = z.strictObject({
  type: z.literal('reminder.read'),
  firingIds: z.union([z.array(FiringIdSchema).min(1).max(200), z.literal('all')]),
});

export type NewReminder = z.infer<typeof NewReminderSchema>;
export type Snooze = z.infer<typeof SnoozeSchema>;
export type AddReminder = z.infer<typeof AddReminderSchema>;
export type ChangeReminder = z.infer<typeof ChangeReminderSchema>;
export type CancelReminder = z.infer<typeof CancelReminderSchema>;
export type SnoozeReminder = z.infer<typeof SnoozeReminderSchema>;
export type AcknowledgeFirings = z.infer<typeof AcknowledgeFiringsSchema>;
export type ReadFirings = z.infer<typeof ReadFiringsSchema>;
