import { z } from 'zod';
import { ConversationSchema } from '#core/chat/conversation.ts';
import { ConversationIdSchema } from '#core/ids.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listConversations = endpoint(
  {
    method: 'get',
    path: '/chat/conversations',
    operationId: 'listConversations',
    summary: 'List your conversations',
    description: 'Those in which something was said last come first, fifty at a time.',
    section: 'Chat',
    access: 'read',
    query: z.strictObject({
      before: ConversationIdSchema.optional().meta({ description: 'The last one of the page before.' }),
    }),
    answer: {
      status: 200,
      description: 'Conversations.',
      schema: z
        .strictObject({ conversations: z.array(ConversationSchema), hasMore: z.boolean() })
        .meta({ id: 'Conversations' }),
    },
    problems: ['not_found'],
  },
  async ({ services, principal, query }) => ({
    body: await services.chatFor(principal).listConversations(query.before ?? null),
  }),
);
