import { claimMessages } from '#application/use-cases/notifier/claim-messages.ts';
import { ClaimAnswerSchema, ClaimRequestSchema } from '#core/delivery/notifier-protocol.ts';
import { endpoint } from '../../../contract/endpoint.ts';
import { linksOf } from '../../../links-of.ts';

export const claimDeliveries = endpoint(
  {
    method: 'post',
    path: '/deliveries/claim',
    operationId: 'claimDeliveries',
    summary: 'Claim the messages of a ringing, or one message, to send them now',
    description:
      'Granted only if it should still go out at this moment. What is granted is held for two minutes: send it, then report. The answer names the outcome of each message.',
    section: 'Feed',
    access: 'service:deliveries',
    body: ClaimRequestSchema,
    answer: { status: 200, description: 'What becomes of each message.', schema: ClaimAnswerSchema },
    problems: ['conflict'],
  },
  async ({ ctx, services, body }) => ({ body: { messages: await claimMessages(services, body, linksOf(ctx)) } }),
);
