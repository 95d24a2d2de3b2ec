import { sql } from 'drizzle-orm';
import { type Database, runBatch } from '../../db/database.ts';

const HALF_MADE_AFTER_MS = 60_000;

/**
 * Removes what a sign-up left that broke before it stored the password: a user nobody can be, whose address could
 * never be used again. Throw-away accounts have no password either, but live at addresses nobody types.
 */
export async function removeHalfMadeAccount(db: Database, nowMs: number, email: string): Promise<void> {
  const halfMade = sql`SELECT id FROM users WHERE email = ${email} AND created_at < ${nowMs - HALF_MADE_AFTER_MS}
    AND NOT EXISTS (SELECT 1 FROM credentials WHERE user_id = users.id)
    AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = users.id)
    AND NOT EXISTS (SELECT 1 FROM settings WHERE user_id = users.id)`;
  await runBatch(db, [sql`DELETE FROM users WHERE id IN (${halfMade})`]);
}
