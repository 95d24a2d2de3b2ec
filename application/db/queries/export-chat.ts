import { and, eq, gt } from 'drizzle-orm';
import type { Conversation } from '#core/chat/conversation.ts';
import { chatTurns, conversations } from '../chat-schema.ts';
import type { Database } from '../database.ts';

const PAGE = 200;
/** With all its events a turn may be big. */
const PAGE_OF_TURNS = 20;

/** All conversations of a user, a page at a time, in the order of their ids. */
export async function* allConversations(db: Database, userId: string): AsyncGenerator<Conversation[]> {
  for (let after = ''; ; ) {
    const rows = await db
      .select()
      .from(conversations)
      .where(and(eq(conversations.userId, userId), gt(conversations.id, after)))
      .orderBy(conversations.id)
      .limit(PAGE);
    if (rows.length > 0) {
      yield rows.map(({ id, title, createdAt, updatedAt }) => ({ id, title, createdAt, updatedAt }));
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

/** Everything a user said and was answered, and what went to a model for it. */
export async function* allTurns(db: Database, userId: string): AsyncGenerator<unknown[]> {
  for (let after = ''; ; ) {
    const rows = await db
      .select()
      .from(chatTurns)
      .where(and(eq(chatTurns.userId, userId), gt(chatTurns.id, after)))
      .orderBy(chatTurns.id)
      .limit(PAGE_OF_TURNS);
    if (rows.length > 0) yield rows.map(({ userId: _user, request: _request, ...turn }) => turn);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_OF_TURNS) return;
    after = last.id;
  }
}
