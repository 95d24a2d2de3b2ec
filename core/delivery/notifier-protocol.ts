import { z } from 'zod';
import { ConsumerNameSchema } from '../feed/protocol.ts';
import { FiringIdSchema, MessageIdSchema, UserIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { DELIVERY_STATUSES } from './delivery.ts';
import { OUTSIDE_CHANNELS, OutsideChannelSchema } from './delivery-notice.ts';
import { DeliveryReasonSchema } from './delivery-reason.ts';
import { LetterSchema } from './letter.ts';

// What the edge and a notifier of the cluster say to each other, under /feed/deliveries with a service token of the
// scope `deliveries`. A wake-up from the log (`reminder.fired`, `notification.due`) leads to a claim, a claim that is
// granted to one try, a try to a report. The edge keeps everything that must not be lost.

/** How long a claim holds: longer than all timeouts of a sender together. */
export const CLAIM_TTL_MS = 120_000;
export const MAX_ANSWER_CHARACTERS = 2000;
const MAX_ERROR_CHARACTERS = 1000;

export const ClaimRequestSchema = z
  .strictObject({
    consumer: ConsumerNameSchema,
    userId: UserIdSchema,
    /** By the firing when the wake-up names no message, else by the message. */
    deliveryOf: z.union([z.strictObject({ firingId: FiringIdSchema }), z.strictObject({ messageId: MessageIdSchema })]),
    /** What this notifier can send. */
    channels: z
      .array(OutsideChannelSchema)
      .min(1)
      .max(OUTSIDE_CHANNELS.length)
      .refine((channels) => new Set(channels).size === channels.length, 'must not name a channel twice'),
  })
  .meta({ id: 'ClaimRequest' });
export type ClaimRequest = z.infer<typeof ClaimRequestSchema>;

const granted = {
  outcome: z.literal('granted'),
  messageId: MessageIdSchema,
  /** Names this claim in the report. */
  claim: z.string(),
  leaseUntil: InstantSchema,
  /** Which try this is, from 1. */
  attempt: z.int().positive(),
};

const GrantedEmailSchema = z.strictObject({
  ...granted,
  channel: z.literal('email'),
  to: z.string(),
  letter: LetterSchema,
});
const GrantedWebhookSchema = z.strictObject({
  ...granted,
  channel: z.literal('webhook'),
  url: z.string(),
  /** To sign with, all of them: two while a rotation is under way. */
  secrets: z.array(z.string()).min(1).max(2),
  /** What is sent, byte for byte. */
  body: z.string(),
});

/**
 * What becomes of one message:
 * - `granted`: send it now, then report. Until `leaseUntil` nobody else gets it.
 * - `done`: it is through, sent or given up.
 * - `cancelled`: nobody needs it any more, or there is nowhere to send it to.
 * - `held`: somebody else has it, or its next try is later: not before `until`. The log will tell when.
 */
export const ClaimedSchema = z.union([
  GrantedEmailSchema,
  GrantedWebhookSchema,
  z.strictObject({ outcome: z.literal('done'), messageId: MessageIdSchema.nullable(), channel: OutsideChannelSchema }),
  z.strictObject({
    outcome: z.literal('cancelled'),
    messageId: MessageIdSchema.nullable(),
    channel: OutsideChannelSchema,
    reason: DeliveryReasonSchema.nullable(),
  }),
  z.strictObject({
    outcome: z.literal('held'),
    messageId: MessageIdSchema,
    channel: OutsideChannelSchema,
    until: InstantSchema,
  }),
]);
export type Claimed = z.infer<typeof ClaimedSchema>;
export type Granted = Extract<Claimed, { outcome: 'granted' }>;

/** Empty when there is nothing of these channels: the firing is unknown, or pruned, or goes elsewhere. */
export const ClaimAnswerSchema = z.strictObject({ messages: z.array(ClaimedSchema) }).meta({ id: 'ClaimAnswer' });
export type ClaimAnswer = z.infer<typeof ClaimAnswerSchema>;

const said = {
  /** The HTTP or SMTP status; null when nothing answered. */
  code: z.int().min(0).max(999).nullable(),
  durationMs: z.int().nonnegative().nullable().default(null),
  /** The beginning of what a webhook answered. */
  answer: z.string().max(MAX_ANSWER_CHARACTERS).nullable().default(null),
};

/**
 * What came of a try:
 * - `sent`: taken by whoever delivers it.
 * - `failed`: not now. It is tried again as the ledger says, never before `retryAfterMs` when the other side said so.
 * - `refused`: never, however often it is tried (a mailbox that is not there). It is given up at once.
 * - `gone`: a webhook answered 410. It is given up, and the webhook is switched off.
 */
export const TryOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sent'), ...said }),
  z.strictObject({
    kind: z.literal('failed'),
    ...said,
    error: z.string().min(1).max(MAX_ERROR_CHARACTERS),
    retryAfterMs: z.int().nonnegative().nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('refused'), ...said, error: z.string().min(1).max(MAX_ERROR_CHARACTERS) }),
  z.strictObject({ kind: z.literal('gone'), ...said, error: z.string().min(1).max(MAX_ERROR_CHARACTERS) }),
]);
export type TryOutcome = z.infer<typeof TryOutcomeSchema>;

export const ReportRequestSchema = z
  .strictObject({
    userId: UserIdSchema,
    messageId: MessageIdSchema,
    claim: z.string().min(1).max(100),
    outcome: TryOutcomeSchema,
  })
  .meta({ id: 'ReportRequest' });
export type ReportRequest = z.infer<typeof ReportRequestSchema>;

/** What the ledger says of the message now: the same again when the same is reported again. */
export const ReportAnswerSchema = z
  .strictObject({ status: z.enum(DELIVERY_STATUSES), nextAttemptAt: InstantSchema.nullable() })
  .meta({ id: 'ReportAnswer' });
export type ReportAnswer = z.infer<typeof ReportAnswerSchema>;
