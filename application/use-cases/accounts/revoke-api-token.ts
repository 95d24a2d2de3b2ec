import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#core/errors.ts';
import { apiTokens } from '../../db/account-schema.ts';
import { closeSockets, type RevocationPorts } from './close-sockets.ts';

/**
 * Revokes a token: the next request that brings it is refused, and its sockets are closed.
 *
 * @throws AppError `not_found`, also for a token of somebody else
 */
export async function revokeApiToken(ports: RevocationPorts, userId: string, tokenId: string): Promise<void> {
  const revoked = await ports.db
    .update(apiTokens)
    .set({ revokedAt: ports.effects.now() })
    .where(and(eq(apiTokens.userId, userId), eq(apiTokens.id, tokenId), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id });
  if (revoked.length === 0) throw new AppError('not_found', `There is no token ${tokenId}.`);
  await closeSockets(ports, userId, { kind: 'token', id: tokenId });
}
