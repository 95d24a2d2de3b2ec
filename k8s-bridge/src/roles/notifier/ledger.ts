import { z } from 'zod';
import { LetterItemSchema, LetterSchema } from '#core/delivery/letter.ts';
import {
  ClaimedSchema,
  type ClaimRequest,
  ReportAnswerSchema,
  type ReportRequest,
} from '#core/delivery/notifier-protocol.ts';
import type { AskEdge } from '../../feed/feed-client.ts';

// The answers of the edge as a program reads them that may be older than the edge: fields it does not know are left out.
const [emailGrant, webhookGrant, done, cancelled, held] = ClaimedSchema.options;
const [reminder, verifyEmail, resetPassword] = LetterSchema.options;

const ReadLetterSchema = z.discriminatedUnion('kind', [
  z.object({ ...reminder.shape, items: z.array(z.object(LetterItemSchema.shape)).min(1) }),
  z.object(verifyEmail.shape),
  z.object(resetPassword.shape),
]);
const ReadEmailGrantSchema = z.object({ ...emailGrant.shape, letter: ReadLetterSchema });
const ReadWebhookGrantSchema = z.object(webhookGrant.shape);
const ReadClaimedSchema = z.union([
  ReadEmailGrantSchema,
  ReadWebhookGrantSchema,
  z.object(done.shape),
  z.object({ ...cancelled.shape, reason: z.string().nullable() }),
  z.object(held.shape),
]);
// One by one: a message that is not understood keeps nobody else's back.
const ReadClaimAnswerSchema = z.object({ messages: z.array(z.unknown()) });
const ReadReportAnswerSchema = z.object({ ...ReportAnswerSchema.shape, status: z.string() });

export type EmailGrant = z.infer<typeof ReadEmailGrantSchema>;
export type WebhookGrant = z.infer<typeof ReadWebhookGrantSchema>;
export type Grant = EmailGrant | WebhookGrant;
export type ReadClaimed = z.infer<typeof ReadClaimedSchema>;

/** What the edge said to a claim. */
export interface Claims {
  readonly messages: readonly ReadClaimed[];
  /** How many it named that this program cannot read: their claims run out, and the ledger asks again. */
  readonly unreadable: number;
}

/** The ledger of the edge (core/delivery/notifier-protocol.ts). Both throw FeedError. */
export interface Ledger {
  readonly claim: (request: ClaimRequest) => Promise<Claims>;
  readonly report: (request: ReportRequest) => Promise<void>;
}

// A claim whose answer is lost holds its messages back for minutes: rather wait.
const CLAIM_TIMEOUT_MS = 15_000;

export function edgeLedger(ask: AskEdge): Ledger {
  return {
    async claim(request) {
      const answer = await ask('/feed/deliveries/claim', ReadClaimAnswerSchema, {
        body: request,
        timeoutMs: CLAIM_TIMEOUT_MS,
      });
      const read = answer.messages.map((message) => ReadClaimedSchema.safeParse(message));
      const messages = read.flatMap(({ data }) => data ?? []);
      return { messages, unreadable: read.length - messages.length };
    },
    async report(request) {
      await ask('/feed/deliveries/report', ReadReportAnswerSchema, { body: request });
    },
  };
}
