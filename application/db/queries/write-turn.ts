import { type SQL, sql } from 'drizzle-orm';
import type { ChatEvent } from '#core/chat/chat-event.ts';
import type { NewTurn } from '#core/chat/conversation.ts';
import type { Sent } from '#core/chat/sent.ts';
import type { Turn } from '#core/chat/turn.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';

/**
 * The statement that takes a turn in, at the end of its conversation, unless a turn that began after `busySince` still
 * runs there. It returns its position when it was made. Two at once meet at the position, which is unique.
 */
export function insertTurn(
  userId: string,
  turn: Pick<Turn, 'id' | 'conversationId' | 'text' | 'startedAt'>,
  { request, busySince, max }: { request: NewTurn; busySince: Instant; max: number },
): SQL {
  const inThis = sql`user_id = ${userId} AND conversation_id = ${turn.conversationId}`;
  return sql`INSERT INTO chat_turns (user_id, id, conversation_id, position, text, request, events, started_at)
    SELECT ${userId}, ${turn.id}, ${turn.conversationId},
      (SELECT coalesce(max(position), 0) + 1 FROM chat_turns WHERE ${inThis}),
      ${turn.text}, ${JSON.stringify(request)}, '[]', ${toEpochMs(turn.startedAt)}
    WHERE NOT EXISTS (SELECT 1 FROM chat_turns WHERE ${inThis} AND ended_at IS NULL AND started_at > ${toEpochMs(busySince)})
      AND (SELECT count(*) FROM chat_turns WHERE ${inThis}) < ${max}
      AND EXISTS (SELECT 1 FROM conversations WHERE user_id = ${userId} AND id = ${turn.conversationId})
    RETURNING position`;
}

/** The statement that keeps how far a turn has come; `endedAt` ends it. */
export function updateTurn(
  userId: string,
  { id, events, engine, endedAt }: Pick<Turn, 'id' | 'engine' | 'endedAt'> & { events: readonly ChatEvent[] },
  sent: Sent | null,
): SQL {
  return sql`UPDATE chat_turns SET events = ${JSON.stringify(events)}, engine = ${engine},
    sent = ${sent === null ? null : JSON.stringify(sent)}, ended_at = ${endedAt === null ? null : toEpochMs(endedAt)}
    WHERE user_id = ${userId} AND id = ${id}`;
}
