import { z } from 'zod';
import { NewTurnSchema } from '#core/chat/conversation.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { idempotencyKey } from '../../contract/execute-one.ts';
import { ConversationParamsSchema } from './chat-params.ts';
import { streamTurn } from './stream-turn.ts';

export const createTurn = endpoint(
  {
    method: 'post',
    path: '/chat/conversations/{conversationId}/turns',
    operationId: 'createTurn',
    summary: 'Say something',
    description:
      'Answers Server-Sent Events, each with JSON as its data: first `turn` (its id), then what happens, as the events of a Turn say, last `done`. To stop it POST …/turns/{turnId}/stop, or end the request: the turn is kept as far as it came, and what was done by then stays done; POST /undo takes it back. The same key again answers the turn as it was stored.',
    section: 'Chat',
    access: 'write',
    params: ConversationParamsSchema,
    body: NewTurnSchema,
    isIdempotent: true,
    answer: {
      status: 200,
      description: 'What happens, as it happens.',
      // One event of the stream; there is no word for "many of them" before OpenAPI 3.2.
      schema: z.looseObject({ data: z.string().meta({ description: 'JSON.' }) }),
      mediaType: 'text/event-stream',
    },
    problems: ['not_found', 'conflict', 'limit_reached'],
  },
  async ({ ctx, services, principal, params, body }) => {
    const turn = await services.chatFor(principal).beginTurn(params.conversationId, body, idempotencyKey(ctx));
    const headers = {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      ...(turn.isReplay && { 'Idempotency-Replayed': 'true' }),
    };
    const stream = streamTurn(turn, {
      left: ctx.req.raw.signal,
      untilStopped: async (turnId) => await services.turnStops.until(principal.userId, turnId),
      keepAlive: (work) => services.runInBackground('chat.turn', () => work),
    });
    return { response: new Response(stream, { headers }) };
  },
);
