import { env } from 'cloudflare:workers';
import { chatTurns, conversations } from '#application/db/chat-schema.ts';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { FIRST_DIALOGUE } from '#core/chat/dialogue.ts';
import type { Sent } from '#core/chat/sent.ts';
import { deriveId } from '#core/derive-id.ts';
import { toInstant } from '#core/instant.ts';

const DAY_MS = 86_400_000;

/** A conversation with one turn that a model answered, in which a secret was said. */
export async function addConversation(
  userId: string,
  secret: string,
  { keptForMs = 90 * DAY_MS } = {},
): Promise<{ conversationId: string; turnId: string }> {
  const db = openDatabase(env.DB, newMeter());
  const at = toInstant(Date.now());
  const conversationId = deriveId('conversation', userId, secret);
  const turnId = deriveId('turn', userId, secret);
  const sent: Sent = {
    to: { engine: 'openai', model: 'm', host: 'example.com' },
    messages: [{ role: 'user', content: secret }],
    tools: ['find'],
    requests: 1,
    tokens: 1,
  };
  await db.insert(conversations).values({
    userId,
    id: conversationId,
    title: secret,
    dialogue: FIRST_DIALOGUE,
    createdAt: at,
    updatedAt: at,
    expiresAt: toInstant(Date.now() + keptForMs),
  });
  await db.insert(chatTurns).values({
    userId,
    id: turnId,
    conversationId,
    position: 1,
    text: secret,
    request: { text: secret },
    events: [{ type: 'done', end: 'answered', correlationIds: [] }],
    engine: 'openai',
    sent,
    startedAt: at,
    endedAt: at,
  });
  return { conversationId, turnId };
}
