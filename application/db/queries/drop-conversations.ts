import { sql } from 'drizzle-orm';
import { type Database, runBatch } from '../database.ts';

/** So many conversations are looked at in one go: each may have hundreds of turns. */
const MAX_CONVERSATIONS = 20;

/**
 * Removes conversations that are kept no longer, with what was said in them; at most a chunk of turns.
 *
 * @returns how many rows went, and whether there may be more to remove
 */
export async function dropConversations(
  db: Database,
  nowMs: number,
  chunk: number,
): Promise<{ removed: number; isMore: boolean }> {
  const old = sql`SELECT user_id, id FROM conversations WHERE expires_at < ${nowMs} ORDER BY expires_at, user_id, id
    LIMIT ${MAX_CONVERSATIONS}`;
  const [turns = [], gone = []] = await runBatch(db, [
    sql`DELETE FROM chat_turns WHERE rowid IN (SELECT rowid FROM chat_turns
      WHERE (user_id, conversation_id) IN (${old}) LIMIT ${chunk}) RETURNING 1`,
    sql`DELETE FROM conversations WHERE (user_id, id) IN (${old}) AND NOT EXISTS (SELECT 1 FROM chat_turns
      WHERE chat_turns.user_id = conversations.user_id AND conversation_id = conversations.id) RETURNING 1`,
  ]);
  return {
    removed: turns.length + gone.length,
    isMore: turns.length === chunk || gone.length === MAX_CONVERSATIONS,
  };
}
