import { eq } from 'drizzle-orm';
import type { Instant } from '#core/instant.ts';
import { apiTokens } from '../../db/account-schema.ts';
import type { Database } from '../../db/database.ts';

/** Notes that a token was used. Runs after the answer; when it is lost, the next request notes it. */
export async function noteTokenUse(db: Database, now: Instant, tokenId: string): Promise<void> {
  await db.update(apiTokens).set({ lastUsedAt: now }).where(eq(apiTokens.id, tokenId));
}
