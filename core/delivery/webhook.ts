import { z } from 'zod';
import { FiringIdSchema, MessageIdSchema, TaskIdSchema, WebhookIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { textSchema } from '../text/text-schema.ts';
import { DeliveryAttemptSchema, DeliveryStatusSchema } from './delivery.ts';
import { MessageKindSchema } from './delivery-notice.ts';
import { DeliveryReasonSchema } from './delivery-reason.ts';

/** Of one user. */
export const MAX_WEBHOOKS = 10;
const MAX_URL_CHARACTERS = 2048;
/** How long the secret of before still signs after a rotation, beside the new one. */
export const SECRET_OVERLAP_MS = 86_400_000;

/** Switched off by its user, by the endpoint itself (410), or because the token that made it was revoked. */
export const WEBHOOK_DISABLED_REASONS = ['user', 'gone', 'token_revoked'] as const;

const NameSchema = textSchema({ minCharacters: 1, maxCharacters: 100, isTrimmed: true }).meta({ examples: ['Home'] });
const UrlSchema = z
  .string()
  .max(MAX_URL_CHARACTERS)
  .meta({ format: 'uri', examples: ['https://example.com/carillon'] });

export const NewWebhookSchema = z.strictObject({ name: NameSchema, url: UrlSchema }).meta({ id: 'NewWebhook' });
export type NewWebhook = z.infer<typeof NewWebhookSchema>;

export const WebhookPatchSchema = z
  .strictObject({ name: NameSchema, url: UrlSchema, isEnabled: z.boolean() })
  .partial()
  .meta({ id: 'WebhookPatch' });
export type WebhookPatch = z.infer<typeof WebhookPatchSchema>;

/** A webhook as it is listed: everything but its secret, which only the answers to making and rotating it show. */
export const WebhookSchema = z
  .strictObject({
    id: WebhookIdSchema,
    name: z.string(),
    url: z.string(),
    disabledAt: InstantSchema.nullable(),
    disabledReason: z.enum(WEBHOOK_DISABLED_REASONS).nullable(),
    /** Until when the secret before the present one still signs, too; null when it does not. */
    previousSecretUntil: InstantSchema.nullable(),
    createdAt: InstantSchema,
    updatedAt: InstantSchema,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof WebhookSchema>;

/** The one answer that shows the secret. */
export const WebhookWithSecretSchema = z
  .strictObject({
    webhook: WebhookSchema,
    secret: z.string().meta({
      description: 'Shown this once. What is sent is signed with it as Standard Webhooks says (`webhook-signature`).',
    }),
  })
  .meta({ id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecretSchema>;

/** One message to a webhook: what was sent, and what came of each try. */
export const WebhookMessageSchema = z
  .strictObject({
    id: MessageIdSchema.meta({ description: 'The `webhook-id` of every try.' }),
    kind: MessageKindSchema,
    status: DeliveryStatusSchema,
    reason: DeliveryReasonSchema.nullable(),
    /** The body that is sent; null as long as it was never claimed. */
    request: z.string().nullable(),
    createdAt: InstantSchema,
    nextAttemptAt: InstantSchema.nullable(),
    attempts: z.array(
      DeliveryAttemptSchema.extend({
        durationMs: z.int().nonnegative().nullable(),
        /** The beginning of what was answered; null when nothing was. */
        answer: z.string().nullable(),
      }).meta({ id: 'WebhookAttempt' }),
    ),
  })
  .meta({ id: 'WebhookMessage' });
export type WebhookMessage = z.infer<typeof WebhookMessageSchema>;

/** What is sent to a webhook, as Standard Webhooks lays it out. Fields may be added, never renamed or removed. */
export const WebhookBodySchema = z.strictObject({
  type: z.enum(['reminder.fired', 'webhook.test']),
  /** When it rang, or was asked for. */
  timestamp: InstantSchema,
  data: z.strictObject({
    firingId: FiringIdSchema.nullable(),
    taskId: TaskIdSchema.nullable(),
    title: z.string(),
    /** When it was to ring, after quiet hours. */
    scheduledAt: InstantSchema,
    /** How late the first try was, in ms. */
    lateMs: z.int().nonnegative(),
    /** What the due says, as text; null without one. */
    due: z.string().nullable(),
    list: z.string().nullable(),
    url: z.string(),
  }),
});
export type WebhookBody = z.infer<typeof WebhookBodySchema>;
