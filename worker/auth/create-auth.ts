import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import { credentials, sessions, users, verifications } from '#application/db/account-schema.ts';
import type { RevocationPorts } from '#application/use-cases/accounts/close-sockets.ts';
import { closeSockets } from '#application/use-cases/accounts/close-sockets.ts';
import { ensureProvisioned } from '#application/use-cases/accounts/ensure-provisioned.ts';
import { RENEW_AFTER_MS, SESSION_LIFETIME_MS } from '#application/use-cases/accounts/session-lifetime.ts';
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from '#core/account/sign-in.ts';
import type { IdKind } from '#core/ids.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { cookiePrefix, isHttps } from './session-cookie.ts';

export interface AuthOptions extends RevocationPorts {
  /** Any address of this site; its origin is the only one that is trusted. */
  url: string;
  secret: string;
  /** What a new account starts with. */
  defaults: { zone: string; locale: string };
  /** Gets the token of a password reset, to mail it or to hand it out. Absent: nobody does. */
  onPasswordReset?: (token: string, userId: string) => unknown;
}

const KIND_OF_MODEL: Readonly<Record<string, IdKind>> = {
  user: 'user',
  session: 'session',
  account: 'credential',
  verification: 'verification',
};

/**
 * better-auth, which keeps users, passwords, sessions and reset links. Built for one request that signs somebody in or
 * changes a password; every other request is authenticated by our own look-up of what it stored.
 *
 * It has no cache of sessions and no limits of its own: limits stand before it, exact and by network.
 */
export function createAuth({ db, effects, hub, url, secret, defaults, onPasswordReset }: AuthOptions) {
  return betterAuth({
    baseURL: new URL(url).origin,
    basePath: '/api/auth',
    secret,
    database: drizzleAdapter(db, {
      provider: 'sqlite',
      schema: { user: users, session: sessions, account: credentials, verification: verifications },
    }),
    // What we did not foresee is thrown to our own error handler, and better-auth, which would log addresses, is silent.
    logger: { disabled: true },
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_CHARACTERS,
      // Ours counts characters, this one UTF-16 units.
      maxPasswordLength: 2 * MAX_PASSWORD_CHARACTERS,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ token, user }) => void (await onPasswordReset?.(token, user.id)),
    },
    verification: { storeIdentifier: 'hashed' },
    session: {
      expiresIn: SESSION_LIFETIME_MS / 1000,
      updateAge: RENEW_AFTER_MS / 1000,
      cookieCache: { enabled: false },
    },
    advanced: {
      cookiePrefix: cookiePrefix(url),
      // better-auth knows `__Secure-` only, so the prefix above does it, and this keeps it from adding its own.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps(url), httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
      // Never off, also where the environment looks like a test.
      disableOriginCheck: false,
      database: { generateId: ({ model }) => effects.newId(KIND_OF_MODEL[model] ?? 'request'), validateSchema: false },
    },
    databaseHooks: {
      session: {
        create: {
          // No session without settings and an Inbox. This also repairs, at the next sign-in, a sign-up that broke here.
          before: async ({ userId }) => await ensureProvisioned(db, effects, userId, defaults),
        },
        delete: {
          after: async ({ userId, id }) => await closeSockets({ db, effects, hub }, userId, { kind: 'session', id }),
        },
      },
    },
  });
}
