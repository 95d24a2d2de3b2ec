import { sql } from 'drizzle-orm';
import { type CreatedServiceToken, MAX_SERVICE_TOKENS, type NewServiceToken } from '#core/account/service-token.ts';
import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';
import { serviceTokenSecret } from './service-token-secret.ts';

/**
 * Makes a token for a program of the cluster. The answer is the only place that ever shows its secret.
 *
 * @throws AppError `limit_reached`
 */
export async function createServiceToken(
  db: Database,
  effects: Effects,
  { name, scopes }: NewServiceToken,
): Promise<CreatedServiceToken> {
  const { secret, hash } = await serviceTokenSecret.mint();
  const id = effects.newId('serviceToken');
  const createdAt = effects.now();
  // The limit stands in the statement itself, so that two at once cannot both be the last.
  const [inserted] = await runBatch(db, [
    sql`INSERT INTO service_tokens (hash, id, name, scopes, created_at)
      SELECT ${hash}, ${id}, ${name}, ${JSON.stringify(scopes)}, ${toEpochMs(createdAt)}
      WHERE (SELECT count(*) FROM service_tokens WHERE revoked_at IS NULL) < ${MAX_SERVICE_TOKENS}
      RETURNING id`,
  ]);
  if (inserted?.length !== 1) {
    throw new AppError(
      'limit_reached',
      `There are ${MAX_SERVICE_TOKENS} service tokens already. Revoke one that is no longer needed.`,
    );
  }
  return { token: { id, name, scopes, createdAt, lastUsedAt: null, revokedAt: null }, secret };
}
