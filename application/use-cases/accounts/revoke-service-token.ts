import { sql } from 'drizzle-orm';
import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import type { BellPort } from '../../bell-port.ts';
import { type Database, runBatch } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';

/**
 * Revokes a program's token: its next request is refused, and the bell no longer rings for it. Doing it again changes
 * nothing but closes again, which is what to do when the bell did not answer.
 *
 * @throws AppError `not_found`; `unavailable` when the token is revoked and the bell could not be told
 */
export async function revokeServiceToken(
  { db, effects, bell }: { db: Database; effects: Effects; bell: Pick<BellPort, 'closeSockets'> },
  tokenId: string,
): Promise<void> {
  const [revoked] = await runBatch(db, [
    sql`UPDATE service_tokens SET revoked_at = COALESCE(revoked_at, ${toEpochMs(effects.now())})
      WHERE id = ${tokenId} RETURNING id`,
  ]);
  if (revoked?.length !== 1) throw new AppError('not_found', `There is no service token ${tokenId}.`);
  await bell.closeSockets(tokenId);
}
