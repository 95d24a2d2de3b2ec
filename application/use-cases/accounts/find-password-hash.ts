import { and, eq } from 'drizzle-orm';
import { credentials } from '../../db/account-schema.ts';
import type { Database } from '../../db/database.ts';

/** The hash of a user's password; null for a throw-away account, which has none. */
export async function findPasswordHash(db: Database, userId: string): Promise<string | null> {
  const mine = and(eq(credentials.userId, userId), eq(credentials.providerId, 'credential'));
  const [row] = await db.select({ password: credentials.password }).from(credentials).where(mine);
  return row?.password ?? null;
}
