import { z } from 'zod';
import { DeliverySchema } from '../delivery/delivery.ts';
import { FiringIdSchema, ReminderIdSchema } from '../ids.ts';
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
