import { and, eq, ne, type SQL } from 'drizzle-orm';
import { sessions } from '../../db/account-schema.ts';
import { closeSockets, type RevocationPorts } from './close-sockets.ts';

/** Which sessions of a user: one, all but one, or all of them. */
export type WhichSessions = { only: string } | { except: string } | 'all';

/**
 * Signs browsers out: their next request is refused, and their sockets are closed. A session of somebody else is not
 * found, like one that never was. API tokens stay.
 *
 * @returns how many there were
 */
export async function revokeSessions(ports: RevocationPorts, userId: string, which: WhichSessions): Promise<number> {
  const revoked = await ports.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), conditionOf(which)))
    .returning({ id: sessions.id });
  await Promise.all(revoked.map(({ id }) => closeSockets(ports, userId, { kind: 'session', id })));
  return revoked.length;
}

function conditionOf(which: WhichSessions): SQL | undefined {
  if (which === 'all') return undefined;
  return 'only' in which ? eq(sessions.id, which.only) : ne(sessions.id, which.except);
}
