import { and, eq, ne } from 'drizzle-orm';
import { sessions } from '../../db/account-schema.ts';
import { closeSockets, type RevocationPorts } from './close-sockets.ts';

/**
 * Signs out everywhere, or everywhere else. API tokens stay: they were given out on purpose, and are revoked one by one.
 *
 * @param exceptId the session that stays
 */
export async function revokeAllSessions(ports: RevocationPorts, userId: string, exceptId: string | null): Promise<void> {
  const which = exceptId === null ? undefined : ne(sessions.id, exceptId);
  const revoked = await ports.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), which))
    .returning({ id: sessions.id });
  await Promise.all(revoked.map(({ id }) => closeSockets(ports, userId, { kind: 'session', id })));
}
