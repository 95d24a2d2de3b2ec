import { sql } from 'drizzle-orm';
import { type CreatedApiToken, MAX_API_TOKENS, type NewApiToken } from '#core/account/api-token.ts';
import { AppError } from '#core/errors.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';
import { mintApiToken } from './api-token-secret.ts';

const DAY_MS = 86_400_000;

/**
 * Makes a token. The answer is the only place that ever shows its secret.
 *
 * @throws AppError `limit_reached`
 */
export async function createApiToken(
  db: Database,
  effects: Effects,
  userId: string,
  wanted: NewApiToken,
): Promise<CreatedApiToken> {
  const { secret, prefix, hash } = await mintApiToken();
  const createdAt = effects.now();
  const expiresAt =
    wanted.expiresInDays === undefined ? null : toInstant(toEpochMs(createdAt) + wanted.expiresInDays * DAY_MS);
  const token = {
    id: effects.newId('token'),
    name: wanted.name,
    prefix,
    scopes: wanted.scopes,
    createdAt,
    lastUsedAt: null,
    expiresAt,
  };
  // The limit stands in the statement itself, so that two at once cannot both be the fiftieth.
  const [inserted] = await runBatch(db, [
    sql`INSERT INTO api_tokens (hash, id, user_id, name, prefix, scopes, created_at, expires_at)
      SELECT ${hash}, ${token.id}, ${userId}, ${token.name}, ${prefix}, ${JSON.stringify(token.scopes)}, ${toEpochMs(createdAt)},
        ${expiresAt === null ? null : toEpochMs(expiresAt)}
      WHERE (SELECT count(*) FROM api_tokens WHERE user_id = ${userId} AND revoked_at IS NULL) < ${MAX_API_TOKENS}
      RETURNING id`,
  ]);
  if (inserted?.length !== 1) {
    throw new AppError(
      'limit_reached',
      `There are ${MAX_API_TOKENS} tokens already. Revoke one that is no longer needed.`,
    );
  }
  return { token, secret };
}
