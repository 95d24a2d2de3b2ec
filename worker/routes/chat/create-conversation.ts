import { z } from 'zod';
import { ConversationSchema } from '#core/chat/conversation.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { idempotencyKey } from '../../contract/execute-one.ts';

export const createConversation = endpoint(
  {
    method: 'post',
    path: '/chat/conversations',
    operationId: 'createConversation',
    summary: 'Begin a conversation',
    description: 'It is empty, and listed once something was said in it.',
    section: 'Chat',
    access: 'write',
    isIdempotent: true,
    hasLocation: true,
    answer: {
      status: 201,
      description: 'The conversation.',
      schema: z.strictObject({ conversation: ConversationSchema }).meta({ id: 'ConversationCreated' }),
    },
    problems: ['limit_reached'],
  },
  async ({ ctx, services, principal }) => {
    const conversation = await services.chatFor(principal).createConversation(idempotencyKey(ctx));
    return { body: { conversation }, location: `/api/v1/chat/conversations/${conversation.id}` };
  },
);
