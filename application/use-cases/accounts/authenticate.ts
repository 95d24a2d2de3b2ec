import { eq } from 'drizzle-orm';
import { SESSION_SCOPES } from '#core/account/scope.ts';
import { toEpochMs } from '#core/instant.ts';
import { apiTokens, sessions } from '../../db/account-schema.ts';
import type { Database } from '../../db/database.ts';
import { readWithRetry } from '../../db/read-with-retry.ts';
import type { Effects } from '../../effects.ts';
import { hashApiToken } from './api-token-secret.ts';
import type { Principal } from './principal.ts';
import { RENEW_AFTER_MS, SESSION_LIFETIME_MS } from './session-lifetime.ts';

export interface Authenticated {
  principal: Principal;
  /** Set when a session has been in use for a day: it is time to move its end, and the cookie's. */
  isRenewalDue: boolean;
  /** Set when the use of a token is to be noted, which happens after the answer. */
  isUseToNote: boolean;
}

const NOTE_USE_EVERY_MS = 3_600_000;

// Both look-ups are one query by primary key, at every request and without any cache: what is revoked is refused by
// the very next request, on every machine.

/**
 * The user of a session; null when it is unknown, revoked or over. Its user exists, because a session cannot outlive
 * its user (foreign key).
 *
 * @param token the session's token, its signature checked by the caller
 */
export async function authenticateSession(
  db: Database,
  effects: Effects,
  token: string,
): Promise<Authenticated | null> {
  const query = db
    .select({ id: sessions.id, userId: sessions.userId, expiresAt: sessions.expiresAt })
    .from(sessions)
    .where(eq(sessions.token, token));
  const [row] = await readWithRetry(async () => await query, effects.wait);
  const nowMs = toEpochMs(effects.now());
  if (!row || row.expiresAt.getTime() <= nowMs) return null;
  return {
    principal: {
      userId: row.userId,
      credential: { kind: 'session', id: row.id },
      scopes: SESSION_SCOPES,
      actor: { kind: 'user', client: 'web', conversation: null },
    },
    isRenewalDue: row.expiresAt.getTime() - SESSION_LIFETIME_MS + RENEW_AFTER_MS <= nowMs,
    isUseToNote: false,
  };
}

/** The user of an API token; null when it is malformed, unknown, revoked or expired. A typing error costs no query. */
export async function authenticateToken(db: Database, effects: Effects, secret: string): Promise<Authenticated | null> {
  const hash = await hashApiToken(secret);
  if (hash === null) return null;
  const query = db
    .select({
      id: apiTokens.id,
      userId: apiTokens.userId,
      name: apiTokens.name,
      scopes: apiTokens.scopes,
      lastUsedAt: apiTokens.lastUsedAt,
      expiresAt: apiTokens.expiresAt,
      revokedAt: apiTokens.revokedAt,
    })
    .from(apiTokens)
    .where(eq(apiTokens.hash, hash));
  const [row] = await readWithRetry(async () => await query, effects.wait);
  const now = effects.now();
  if (!row || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return null;
  return {
    principal: {
      userId: row.userId,
      credential: { kind: 'token', id: row.id },
      scopes: row.scopes,
      actor: { kind: 'user', client: `api:${row.name}`, conversation: null },
    },
    isRenewalDue: false,
    isUseToNote: row.lastUsedAt === null || toEpochMs(now) - toEpochMs(row.lastUsedAt) >= NOTE_USE_EVERY_MS,
  };
}
