import { and, desc, eq, gt, ne, sql } from 'drizzle-orm';
import type { Conversation } from '#core/chat/conversation.ts';
import { type Dialogue, DialogueSchema } from '#core/chat/dialogue.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';
import { conversations } from '../chat-schema.ts';
import type { Database } from '../database.ts';

const columns = {
  id: conversations.id,
  title: conversations.title,
  createdAt: conversations.createdAt,
  updatedAt: conversations.updatedAt,
};

export interface FoundConversation {
  conversation: Conversation;
  dialogue: Dialogue;
}

export function selectConversation(db: Database, userId: string, { id, now }: { id: string; now: Instant }) {
  return db
    .select({ ...columns, dialogue: conversations.dialogue })
    .from(conversations)
    .where(and(eq(conversations.userId, userId), eq(conversations.id, id), gt(conversations.expiresAt, now)));
}

/** A conversation of a user; null when there is none under that id, or no longer. */
export async function findConversation(
  db: Database,
  userId: string,
  at: { id: string; now: Instant },
): Promise<FoundConversation | null> {
  return conversationFrom(await selectConversation(db, userId, at));
}

export function conversationFrom([row]: Awaited<ReturnType<typeof selectConversation>>): FoundConversation | null {
  if (!row) return null;
  const { dialogue, ...conversation } = row;
  return { conversation, dialogue: DialogueSchema.parse(dialogue) };
}

/**
 * Conversations in which something was said, the latest first.
 *
 * @param before the last of the page before; null for the first page
 */
export async function listConversations(
  db: Database,
  userId: string,
  { now, before, limit }: { now: Instant; before: Conversation | null; limit: number },
): Promise<Conversation[]> {
  const beforeMs = before === null ? null : toEpochMs(before.updatedAt);
  return await db
    .select(columns)
    .from(conversations)
    .where(
      and(
        eq(conversations.userId, userId),
        ne(conversations.title, ''),
        gt(conversations.expiresAt, now),
        before === null ? undefined : sql`(updated_at, id) < (${beforeMs}, ${before.id})`,
      ),
    )
    .orderBy(desc(conversations.updatedAt), desc(conversations.id))
    .limit(limit);
}
