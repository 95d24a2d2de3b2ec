import { and, eq, type SQL, sql } from 'drizzle-orm';
import { FIRST_CHAT_SETTINGS } from '#core/chat/chat-settings.ts';
import type { Conversation } from '#core/chat/conversation.ts';
import { type Dialogue, FIRST_DIALOGUE, type TaskReference } from '#core/chat/dialogue.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';
import { conversations } from '../chat-schema.ts';
import type { Database } from '../database.ts';

const DAY_MS = 86_400_000;

/**
 * The statement that begins a conversation; nothing happens when there is one under that id, or when the user has too
 * many. It returns the id of the row that was made.
 */
export function insertConversation(
  userId: string,
  { id, createdAt }: Conversation,
  { keepDays, max }: { keepDays: number; max: number },
): SQL {
  const atMs = toEpochMs(createdAt);
  return sql`INSERT INTO conversations (user_id, id, title, dialogue, created_at, updated_at, expires_at)
    SELECT ${userId}, ${id}, '', ${JSON.stringify(FIRST_DIALOGUE)}, ${atMs}, ${atMs}, ${atMs + keepDays * DAY_MS}
    WHERE (SELECT count(*) FROM conversations WHERE user_id = ${userId}) < ${max}
    ON CONFLICT (user_id, id) DO NOTHING RETURNING id`;
}

/**
 * The statement that says that something is said in a conversation, behind the one that takes the turn in: nothing
 * happens when that turn was not taken in at this moment. What is said first becomes its title.
 */
export function touchConversation(
  db: Database,
  userId: string,
  { id, turnId, title, now }: { id: string; turnId: string; title: string; now: Instant },
) {
  const atMs = toEpochMs(now);
  const keepDays = sql`coalesce((SELECT keep_days FROM chat_settings WHERE user_id = ${userId}), ${FIRST_CHAT_SETTINGS.keepDays})`;
  return db
    .update(conversations)
    .set({
      updatedAt: now,
      expiresAt: sql`${atMs} + ${DAY_MS} * ${keepDays}`,
      title: sql`CASE title WHEN '' THEN ${title} ELSE title END`,
    })
    .where(
      and(
        eq(conversations.userId, userId),
        eq(conversations.id, id),
        sql`EXISTS (SELECT 1 FROM chat_turns WHERE user_id = ${userId} AND id = ${turnId} AND started_at = ${atMs})`,
      ),
    );
}

export function updateDialogue(userId: string, { id, dialogue }: { id: string; dialogue: Dialogue }): SQL {
  return sql`UPDATE conversations SET dialogue = ${JSON.stringify(dialogue)} WHERE user_id = ${userId} AND id = ${id}`;
}

/**
 * The statement that tells a conversation of a change that its user confirmed beside it: that is what “undo that” and
 * “it” mean now. Only these parts are written, for a turn may run at the same time; and a question stands for one turn.
 */
export function noteConfirmed(
  userId: string,
  id: string,
  { correlationId, touched }: { correlationId: string; touched: readonly TaskReference[] },
): SQL {
  return sql`UPDATE conversations SET dialogue = json_set(dialogue, '$.correlationIds', json(${JSON.stringify([correlationId])}),
    '$.touched', json(${JSON.stringify(touched)}), '$.memory', NULL) WHERE user_id = ${userId} AND id = ${id}`;
}

/** The statements that delete a conversation, turns and waiting plans first; the last returns its id when it was there. */
export function deleteConversation(userId: string, id: string): SQL[] {
  return [
    sql`DELETE FROM chat_turns WHERE user_id = ${userId} AND conversation_id = ${id}`,
    sql`DELETE FROM plans WHERE user_id = ${userId} AND conversation_id = ${id} AND applied_at IS NULL`,
    sql`DELETE FROM conversations WHERE user_id = ${userId} AND id = ${id} RETURNING id`,
  ];
}

/** The statement that keeps all conversations of a user for so many days from when something was last said. */
export function keepConversations(userId: string, keepDays: number): SQL {
  return sql`UPDATE conversations SET expires_at = updated_at + ${keepDays * DAY_MS} WHERE user_id = ${userId}`;
}
