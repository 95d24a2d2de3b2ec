import { z } from 'zod';
import {
  type Conversation,
  ConversationSchema,
  type ConversationWithTurns,
  ConversationWithTurnsSchema,
  type NewTurn,
} from '#core/chat/conversation.ts';
import { type Sent, SentSchema } from '#core/chat/sent.ts';
import { type ApiProblem, readProblem, unreachableProblem } from '../api/api-problem.ts';
import { sendRequest } from '../api/send-request.ts';

const BASE = '/api/v1/chat/conversations';
const ListSchema = z.object({ conversations: z.array(ConversationSchema), hasMore: z.boolean() });
const CreatedSchema = z.object({ conversation: ConversationSchema });

export type Answer<Value> = { isOk: true; value: Value } | { isOk: false; problem: ApiProblem };

/** The chat of the API, as its pages use it. Nothing here throws for what the network or the server does. */
export const chatApi = {
  list: (before: string | null) => ask('GET', before === null ? BASE : `${BASE}?before=${before}`, ListSchema),
  read: (id: string, before: string | null): Promise<Answer<ConversationWithTurns>> =>
    ask('GET', `${BASE}/${id}${before === null ? '' : `?before=${before}`}`, ConversationWithTurnsSchema),
  sent: (id: string, turnId: string): Promise<Answer<Sent>> =>
    ask('GET', `${BASE}/${id}/turns/${turnId}/sent`, SentSchema),
  async create(): Promise<Answer<Conversation>> {
    const answer = await ask('POST', BASE, CreatedSchema);
    return answer.isOk ? { isOk: true, value: answer.value.conversation } : answer;
  },
  /** Ends an answer that is under way; its stream says so. @returns whether it was told */
  stop: async (id: string, turnId: string): Promise<boolean> =>
    (await sendRequest('POST', `${BASE}/${id}/turns/${turnId}/stop`)).isOk,
  remove: (id: string) => ask('DELETE', `${BASE}/${id}`, z.unknown()),
  /** Says something. What comes back is a stream of what happens; `stop` ends it. */
  async say(id: string, said: NewTurn, { key, signal }: { key: string; signal: AbortSignal }) {
    const response = await fetch(`${BASE}/${id}/turns`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(said),
      signal,
    });
    if (response.ok && response.body) return { isOk: true as const, value: response.body };
    const problem = await response.json().catch(() => null);
    return {
      isOk: false as const,
      problem: readProblem(response.status, problem, response.headers.get('X-Request-Id')),
    };
  },
};
export type ChatApi = typeof chatApi;

async function ask<Value>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  schema: z.ZodType<Value>,
): Promise<Answer<Value>> {
  const answer = await sendRequest(method, path);
  if (!answer.isOk) return answer;
  const parsed = schema.safeParse(answer.body);
  return parsed.success ? { isOk: true, value: parsed.data } : { isOk: false, problem: unreachableProblem() };
}
