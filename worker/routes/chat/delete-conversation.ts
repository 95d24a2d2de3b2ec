import { endpoint } from '../../contract/endpoint.ts';
import { ConversationParamsSchema } from './chat-params.ts';

export const deleteConversation = endpoint(
  {
    method: 'delete',
    path: '/chat/conversations/{conversationId}',
    operationId: 'deleteConversation',
    summary: 'Delete a conversation',
    description: 'With everything said in it, for good. What was done in it stays done.',
    section: 'Chat',
    access: 'write',
    params: ConversationParamsSchema,
    answer: { status: 204, description: 'It is gone.' },
    problems: ['not_found'],
  },
  async ({ services, principal, params }) => {
    await services.chatFor(principal).deleteConversation(params.conversationId);
    return { body: undefined };
  },
);
