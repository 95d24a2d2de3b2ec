import { eq } from 'drizzle-orm';
import type { ServiceScope } from '#core/account/service-token.ts';
import { toEpochMs } from '#core/instant.ts';
import type { Database } from '../../db/database.ts';
import { serviceTokens } from '../../db/feed-schema.ts';
import { readWithRetry } from '../../db/read-with-retry.ts';
import type { Effects } from '../../effects.ts';
import { serviceTokenSecret } from './service-token-secret.ts';

/** A program of the cluster, by its token. It is nobody's agent: it has no user. */
export interface ServicePrincipal {
  tokenId: string;
  name: string;
  scopes: readonly ServiceScope[];
}

const NOTE_USE_EVERY_MS = 3_600_000;

/** Who a service token stands for; null when it is malformed, unknown or revoked. One query, without any cache. */
export async function authenticateService(
  db: Database,
  effects: Effects,
  secret: string,
): Promise<{ service: ServicePrincipal; isUseToNote: boolean } | null> {
  const hash = await serviceTokenSecret.hashOf(secret);
  if (hash === null) return null;
  const query = db.select().from(serviceTokens).where(eq(serviceTokens.hash, hash));
  const [row] = await readWithRetry(async () => await query, effects.wait);
  if (!row || row.revokedAt !== null) return null;
  const { id, name, scopes, lastUsedAt } = row;
  const isUseToNote = lastUsedAt === null || toEpochMs(effects.now()) - toEpochMs(lastUsedAt) >= NOTE_USE_EVERY_MS;
  return { service: { tokenId: id, name, scopes }, isUseToNote };
}

/** Notes that a token was used. Runs after the answer; when it is lost, the next request notes it. */
export async function noteServiceTokenUse(db: Database, effects: Effects, tokenId: string): Promise<void> {
  await db.update(serviceTokens).set({ lastUsedAt: effects.now() }).where(eq(serviceTokens.id, tokenId));
}
