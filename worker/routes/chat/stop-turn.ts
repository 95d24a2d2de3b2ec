import { endpoint } from '../../contract/endpoint.ts';
import { TurnParamsSchema } from './chat-params.ts';

export const stopTurn = endpoint(
  {
    method: 'post',
    path: '/chat/conversations/{conversationId}/turns/{turnId}/stop',
    operationId: 'stopTurn',
    summary: 'Stop an answer',
    description:
      'The turn ends as far as it came: its stream says `done` with the end `stopped`. What was done by then stays done; POST /undo takes it back. One that has ended stays as it is.',
    section: 'Chat',
    access: 'write',
    params: TurnParamsSchema,
    answer: { status: 204, description: 'It is told to stop.' },
    problems: ['not_found'],
  },
  async ({ services, principal, params }) => {
    const { conversationId, turnId } = params;
    const { endedAt } = await services.chatFor(principal).getTurn(conversationId, turnId);
    if (endedAt === null) await services.turnStops.stop(principal.userId, turnId);
    return { body: undefined };
  },
);
