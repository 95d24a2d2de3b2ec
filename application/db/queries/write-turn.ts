import { type SQL, sql } from 'drizzle-orm';
import type { ChatEvent } from '#core/chat/chat-event.ts';
import type { NewTurn } from '#core/chat/conversation.ts';
import type { Sent } from '#core/chat/sent.ts';
import type { Turn } from '#core/chat/turn.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';
import { chatTurns } from '../chat-schema.ts';
import type { Database } from '../database.ts';

/**
 * The statement that takes a turn in, at the end of its conversation. Nothing happens when it was taken in before, when the
 * conversation is gone, or when a turn that began after `busySince` still runs there. It returns its position when it was
 * made. Two at once meet at the position, which is unique.
 */
export function insertTurn(
  db: Database,
  userId: string,
  turn: Pick<Turn, 'id' | 'conversationId' | 'text' | 'startedAt'>,
  { request, busySince, max }: { request: NewTurn; busySince: Instant; max: number },
) {
  const { id, conversationId, text, startedAt } = turn;
  const inThis = sql`user_id = ${userId} AND conversation_id = ${conversationId}`;
  const atMs = toEpochMs(startedAt);
  return db
    .insert(chatTurns)
    .select(
      sql`SELECT ${userId}, ${id}, ${conversationId},
        (SELECT coalesce(max(position), 0) + 1 FROM chat_turns WHERE ${inThis}),
        ${text}, ${JSON.stringify(request)}, '[]', NULL, NULL, ${atMs}, NULL
      WHERE NOT EXISTS (SELECT 1 FROM chat_turns WHERE ${inThis} AND ended_at IS NULL AND started_at > ${toEpochMs(busySince)})
        AND NOT EXISTS (SELECT 1 FROM chat_turns WHERE user_id = ${userId} AND id = ${id})
        AND (SELECT count(*) FROM chat_turns WHERE ${inThis}) < ${max}
        AND EXISTS (SELECT 1 FROM conversations WHERE user_id = ${userId} AND id = ${conversationId} AND expires_at > ${atMs})`,
    )
    .returning({ position: chatTurns.position });
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
