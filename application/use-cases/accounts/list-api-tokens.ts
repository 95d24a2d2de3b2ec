import { and, desc, eq, isNull } from 'drizzle-orm';
import { type ApiToken, MAX_API_TOKENS } from '#core/account/api-token.ts';
import { apiTokens } from '../../db/account-schema.ts';
import type { Database } from '../../db/database.ts';

/** The tokens of a user that are not revoked, newest first. Expired ones stay listed until somebody removes them. */
export async function listApiTokens(db: Database, userId: string): Promise<ApiToken[]> {
  const rows = await db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
    .limit(MAX_API_TOKENS);
  return rows.map(({ hash: _hash, userId: _user, revokedAt: _revoked, ...token }) => token);
}
