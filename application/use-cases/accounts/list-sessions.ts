import { and, desc, eq, gt } from 'drizzle-orm';
import type { Session } from '#core/account/session.ts';
import { type Instant, toEpochMs, toInstant } from '#core/instant.ts';
import { sessions } from '../../db/account-schema.ts';
import type { Database } from '../../db/database.ts';
import type { Credential } from '../../hub-port.ts';

const MAX_LISTED = 100;

/** Where a user is signed in, the latest first. */
export async function listSessions(
  db: Database,
  now: Instant,
  userId: string,
  current: Credential,
): Promise<Session[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, new Date(toEpochMs(now)))))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id))
    .limit(MAX_LISTED);
  return rows.map((row) => ({
    id: row.id,
    isCurrent: current.kind === 'session' && current.id === row.id,
    userAgent: row.userAgent ?? '',
    ipAddress: row.ipAddress ?? '',
    createdAt: toInstant(row.createdAt.getTime()),
    lastUsedAt: toInstant(row.updatedAt.getTime()),
    expiresAt: toInstant(row.expiresAt.getTime()),
  }));
}
