import { z } from 'zod';
import { DeliverySchema } from '../delivery/delivery.ts';
import { FiringIdSchema, ReminderIdSchema, UserIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { ChannelSchema } from '../reminder/reminder.ts';
import { perPageParameter } from './page.ts';

/** What `GET /tasks/{taskId}/reminders/{reminderId}/deliveries` takes. */
export const DeliveriesQuerySchema = z.strictObject({ per_page: perPageParameter(20) });

/** One ringing, and what became of it on each channel. */
export const RungReminderSchema = z
  .strictObject({
    firingId: FiringIdSchema,
    /** Those it was to ring on. A push without a delivery, or with one without a device, had none to go to. */
    channels: z.array(ChannelSchema),
    plannedAt: InstantSchema,
    scheduledAt: InstantSchema,
    firedAt: InstantSchema,
    acknowledgedAt: InstantSchema.nullable(),
    /** Whether it was so late that no channel rang it. */
    isMissed: z.boolean(),
    deliveries: z.array(DeliverySchema),
  })
  .meta({ id: 'RungReminder' });
export type RungReminder = z.infer<typeof RungReminderSchema>;

/** The ledger of one reminder, the newest ringing first. */
export const ReminderLedgerSchema = z
  .strictObject({ reminderId: ReminderIdSchema, rang: z.array(RungReminderSchema) })
  .meta({ id: 'ReminderLedger' });
export type ReminderLedger = z.infer<typeof ReminderLedgerSchema>;

/** What an operator asks to be sent once more: what was given up, of everybody or of one user, between two moments. */
export const ReplayDeliveriesSchema = z
  .strictObject({
    user: UserIdSchema.optional(),
    since: InstantSchema.optional(),
    /** Now when absent. Whoever asks again and again names the same, so that what fails once more is not taken twice. */
    before: InstantSchema.optional(),
  })
  .meta({ id: 'ReplayDeliveries' });
export type ReplayDeliveries = z.infer<typeof ReplayDeliveriesSchema>;

export const DeliveriesReplayedSchema = z
  .strictObject({
    replayed: z.int().nonnegative(),
    /** Whether to ask again for the rest. */
    isMore: z.boolean(),
  })
  .meta({ id: 'DeliveriesReplayed' });
export type DeliveriesReplayed = z.infer<typeof DeliveriesReplayedSchema>;
