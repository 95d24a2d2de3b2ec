import { SentSchema } from '#core/chat/sent.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { TurnParamsSchema } from './chat-params.ts';

export const getSent = endpoint(
  {
    method: 'get',
    path: '/chat/conversations/{conversationId}/turns/{turnId}/sent',
    operationId: 'getSent',
    summary: 'See what went to a model',
    description: 'Every word that was sent to answer one turn, and to whom.',
    section: 'Chat',
    access: 'read',
    params: TurnParamsSchema,
    answer: { status: 200, description: 'What was sent.', schema: SentSchema },
    problems: ['not_found'],
  },
  async ({ services, principal, params }) => ({
    body: await services.chatFor(principal).getSent(params.conversationId, params.turnId),
  }),
);
