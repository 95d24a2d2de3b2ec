import { z } from 'zod';
import { ConversationWithTurnsSchema } from '#core/chat/conversation.ts';
import { TurnIdSchema } from '#core/ids.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { ConversationParamsSchema } from './chat-params.ts';

export const getConversation = endpoint(
  {
    method: 'get',
    path: '/chat/conversations/{conversationId}',
    operationId: 'getConversation',
    summary: 'Read a conversation',
    description:
      'What was said and done, oldest first. What a plan in it has become since, GET /plans/{planId} says: it may be confirmed, or expired.',
    section: 'Chat',
    access: 'read',
    params: ConversationParamsSchema,
    query: z.strictObject({
      before: TurnIdSchema.optional().meta({ description: 'The oldest turn you have: answers those before it.' }),
    }),
    answer: { status: 200, description: 'The conversation.', schema: ConversationWithTurnsSchema },
    problems: ['not_found'],
  },
  async ({ services, principal, params, query }) => ({
    body: await services.chatFor(principal).getConversation(params.conversationId, query.before ?? null),
  }),
);
