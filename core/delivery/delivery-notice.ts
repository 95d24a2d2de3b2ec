import { z } from 'zod';
import {
  DeliveryIdSchema,
  FiringIdSchema,
  MessageIdSchema,
  ReminderIdSchema,
  TaskIdSchema,
  WebhookIdSchema,
} from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { TitleSchema } from '../task/task.ts';
import { DELIVERY_STATUSES } from './delivery.ts';
import { DeliveryReasonSchema } from './delivery-reason.ts';

/** The channels that leave the edge: what waits on them a notifier claims, sends and reports. */
export const OUTSIDE_CHANNELS = ['email', 'webhook'] as const;
export const OutsideChannelSchema = z.enum(OUTSIDE_CHANNELS);
export type OutsideChannel = z.infer<typeof OutsideChannelSchema>;

/**
 * What a message is about: a reminder that rang; or, without any task, account mail and the test of a webhook.
 */
export const MESSAGE_KINDS = ['reminder', 'verify_email', 'reset_password', 'webhook_test'] as const;
export const MessageKindSchema = z.enum(MESSAGE_KINDS);
export type MessageKind = z.infer<typeof MessageKindSchema>;

/**
 * A line of the ledger as the log tells of it, once it leaves the edge. Never an address, a URL, a secret, a code or a
 * link: the log goes to every consumer.
 */
export const DeliveryNoticeSchema = z
  .strictObject({
    id: DeliveryIdSchema,
    kind: MessageKindSchema,
    /** Null, like reminder, task and title, of what is about no task. */
    firingId: FiringIdSchema.nullable(),
    reminderId: ReminderIdSchema.nullable(),
    taskId: TaskIdSchema.nullable(),
    /** Of the task, when it rang. */
    title: TitleSchema.nullable(),
    channel: OutsideChannelSchema,
    /** Which webhook it goes to; null by mail. */
    webhookId: WebhookIdSchema.nullable(),
    status: z.enum(DELIVERY_STATUSES),
    reason: DeliveryReasonSchema.nullable(),
    /** What carries it, the same at every try: the Message-ID of a mail, the `webhook-id` of a call. Null as long as nobody has claimed it. */
    messageId: MessageIdSchema.nullable(),
    /** How often it was tried. */
    attempts: z.int().nonnegative(),
    /** What the other side answered last, as an HTTP or SMTP status; null when nothing answered. */
    code: z.int().nullable(),
    /** Why the last try did not work, without addresses; null when it did. */
    error: z.string().nullable(),
    /** After the moment it was to ring, in ms. */
    lateMs: z.int().nonnegative(),
    nextAttemptAt: InstantSchema.nullable(),
    version: z.int().positive(),
    updatedAt: InstantSchema,
  })
  .meta({ id: 'DeliveryNotice' });
export type DeliveryNotice = z.infer<typeof DeliveryNoticeSchema>;
