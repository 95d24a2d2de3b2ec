import { desc } from 'drizzle-orm';
import type { ServiceToken } from '#core/account/service-token.ts';
import type { Database } from '../../db/database.ts';
import { serviceTokens } from '../../db/feed-schema.ts';

/** How many are listed: all that are good, and the youngest of those that were revoked. */
const MAX_LISTED = 200;

/** The tokens of programs, newest first, those that were revoked last. */
export async function listServiceTokens(db: Database): Promise<ServiceToken[]> {
  const rows = await db
    .select()
    .from(serviceTokens)
    .orderBy(serviceTokens.revokedAt, desc(serviceTokens.createdAt), desc(serviceTokens.id))
    .limit(MAX_LISTED);
  return rows.map(({ hash: _hash, ...token }) => token);
}
