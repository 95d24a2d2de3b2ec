import { and, eq } from 'drizzle-orm';
import { AppError } from '#core/errors.ts';
import { sessions } from '../../db/account-schema.ts';
import { closeSockets, type RevocationPorts } from './close-sockets.ts';

/**
 * Signs one browser out: its next request is refused, and its sockets are closed.
 *
 * @throws AppError `not_found`, also for a session of somebody else
 */
export async function revokeSession(ports: RevocationPorts, userId: string, sessionId: string): Promise<void> {
  const revoked = await ports.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, sessionId)))
    .returning({ id: sessions.id });
  if (revoked.length === 0) throw new AppError('not_found', `There is no session ${sessionId}.`);
  await closeSockets(ports, userId, { kind: 'session', id: sessionId });
}
