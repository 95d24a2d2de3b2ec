import { type SQL, sql } from 'drizzle-orm';
import type { Conversation } from '#core/chat/conversation.ts';
import { type Dialogue, FIRST_DIALOGUE } from '#core/chat/dialogue.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';

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
 * happens when that turn was not taken in. What is said first becomes its title.
 */
export function touchConversation(
  userId: string,
  { id, turnId, title, now, keepDays }: { id: string; turnId: string; title: string; now: Instant; keepDays: number },
): SQL {
  const atMs = toEpochMs(now);
  return sql`UPDATE conversations SET updated_at = ${atMs}, expires_at = ${atMs + keepDays * DAY_MS},
    title = CASE title WHEN '' THEN ${title} ELSE title END WHERE user_id = ${userId} AND id = ${id}
    AND EXISTS (SELECT 1 FROM chat_turns WHERE user_id = ${userId} AND id = ${turnId})`;
}

export function updateDialogue(userId: string, { id, dialogue }: { id: string; dialogue: Dialogue }): SQL {
  return sql`UPDATE conversations SET dialogue = ${JSON.stringify(dialogue)} WHERE user_id = ${userId} AND id = ${id}`;
}

/** The statements that delete a conversation, turns first; the last returns its id when it was there. */
export function deleteConversation(userId: string, id: string): SQL[] {
  return [
    sql`DELETE FROM chat_turns WHERE user_id = ${userId} AND conversation_id = ${id}`,
    sql`DELETE FROM conversations WHERE user_id = ${userId} AND id = ${id} RETURNING id`,
  ];
}

/** The statement that keeps all conversations of a user for so many days from when something was last said. */
export function keepConversations(userId: string, keepDays: number): SQL {
  return sql`UPDATE conversations SET expires_at = updated_at + ${keepDays * DAY_MS} WHERE user_id = ${userId}`;
}
