import { and, eq, gt } from 'drizzle-orm';
import { type Instant, toEpochMs } from '#core/instant.ts';
import { sessions } from '../../db/account-schema.ts';
import type { Database } from '../../db/database.ts';
import { SESSION_LIFETIME_MS } from './session-lifetime.ts';

/**
 * Moves the end of a session that is in use.
 *
 * @returns whether there still was one: a session revoked meanwhile does not come back
 */
export async function renewSession(db: Database, now: Instant, token: string): Promise<boolean> {
  const at = new Date(toEpochMs(now));
  const renewed = await db
    .update(sessions)
    .set({ updatedAt: at, expiresAt: new Date(at.getTime() + SESSION_LIFETIME_MS) })
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, at)))
    .returning({ id: sessions.id });
  return renewed.length === 1;
}
