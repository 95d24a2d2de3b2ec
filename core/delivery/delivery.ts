import { z } from 'zod';
import { deriveId } from '../derive-id.ts';
import { DeliveryIdSchema, MessageIdSchema, SubscriptionIdSchema, WebhookIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { type Channel, ChannelSchema } from '../reminder/reminder.ts';
import { DeliveryReasonSchema } from './delivery-reason.ts';

/**
 * One ringing on its way to one destination: a line of the ledger, kept apart from the log because it has a schedule
 * of its own and because what a push service answers is no change of anybody's tasks.
 *
 * - *waiting*: written in the commit that rang, so that no ringing is without it. In app until a window says that it
 *   shows the toast; push for ten seconds, then until a push service has taken it; email and webhook for the notifier
 *   of the cluster. `nextAttemptAt` says when somebody tries (again); null in app, where nobody can try.
 * - *sent*: shown, or taken by whoever delivers it. For good: what is sent cannot be taken back.
 * - *cancelled*: nobody needs it any more. Somebody took notice or snoozed, the task was completed or deleted, a window
 *   showed it before the push went, the device was removed, or it was so late that it is told and not rung.
 * - *failed*: refused for good, still refused after all its tries, or with nowhere to go to: no device, no verified
 *   address, no webhook.
 *
 * Only *waiting* moves. Exceptions: what was on its way while somebody took notice is told as *sent*, because it was;
 * and a mail or a call that failed waits again when its user, or the operator, asks for it once more.
 *
 * Guarantee: a line is tried until it is sent, cancelled or failed, and is sent once. Exception: a run that dies
 * between the answer of the other side and the ledger sends once more: a push with the same topic and tag, so that the
 * second replaces the first, on its way and on the screen; a mail with the same Message-ID, a call with the same
 * `webhook-id`.
 */
export const DELIVERY_STATUSES = ['waiting', 'sent', 'cancelled', 'failed'] as const;
export const DeliveryStatusSchema = z.enum(DELIVERY_STATUSES);
export type DeliveryStatus = z.infer<typeof DeliveryStatusSchema>;

/** One try, and what came of it. */
export const DeliveryAttemptSchema = z
  .strictObject({
    at: InstantSchema,
    /** The HTTP status that was answered; null when nothing was, and in app. */
    code: z.int().nullable(),
    /** Why it did not work; null when it did. Never an address or an endpoint. */
    error: z.string().nullable(),
    /** After the moment this channel was due, in ms. */
    lateMs: z.int().nonnegative(),
  })
  .meta({ id: 'DeliveryAttempt' });
export type DeliveryAttempt = z.infer<typeof DeliveryAttemptSchema>;

export const DeliverySchema = z
  .strictObject({
    id: DeliveryIdSchema,
    channel: ChannelSchema,
    /** The device of a push; its name is null when it was removed. Null on channels that have one destination. */
    device: z.strictObject({ id: SubscriptionIdSchema, name: z.string().nullable() }).nullable(),
    /** The webhook of a call; its name is null when it was deleted. Null on other channels, and without any webhook. */
    webhook: z.strictObject({ id: WebhookIdSchema, name: z.string().nullable() }).nullable(),
    status: DeliveryStatusSchema,
    /** Why nothing was sent, or nothing more; null while it waits, when it was sent, and where nobody said. */
    reason: DeliveryReasonSchema.nullable(),
    /** What carried it; several lines share one when they were told in one message. */
    messageId: MessageIdSchema.nullable(),
    nextAttemptAt: InstantSchema.nullable(),
    updatedAt: InstantSchema,
    /** Oldest first. */
    attempts: z.array(DeliveryAttemptSchema),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof DeliverySchema>;

/** How long a push waits for a window to show the toast. */
export const PUSH_GRACE_MS = 10_000;

/** When a channel was due, in ms since the epoch: lateness counts from there. */
export function channelDueMs(channel: Channel, scheduledAtMs: number): number {
  return channel === 'push' ? scheduledAtMs + PUSH_GRACE_MS : scheduledAtMs;
}

/** The id of a line of the ledger, which follows from what it is about. */
export function deliveryId(firingId: string, channel: Channel, destination: string): string {
  return deriveId('delivery', firingId, channel, destination);
}
