import { env, exports } from 'cloudflare:workers';
import { z } from 'zod';
import { apiTokens, sessions, users } from '#application/db/account-schema.ts';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { mintApiToken } from '#application/use-cases/accounts/api-token-secret.ts';
import { randomDigits } from '#application/use-cases/accounts/random-digits.ts';
import type { Scope } from '#core/account/scope.ts';
import { toInstant } from '#core/instant.ts';
import { signedInCookie } from '#worker/auth/session-cookie.ts';
import { realEffects } from './effects.ts';
import { newUser } from './users.ts';

export const SITE = 'https://carillon.test';

const WEEK_MS = 7 * 86_400_000;

/** Somebody who is signed in, with an account of their own. Made without the cost of a password. */
export interface Visitor {
  id: string;
  email: string;
  sessionId: string;
  /** What the browser sends as `Cookie`. */
  cookie: string;
  /** Requests as the site's own pages make them: with the cookie and the Origin. */
  browse: (path: string, init?: RequestInit) => Promise<Response>;
  /** A fresh token, as `Authorization` carries it. */
  bearer: (...scopes: Scope[]) => Promise<string>;
}

export async function newVisitor(options: { expiresInMs?: number } = {}): Promise<Visitor> {
  const user = await newUser();
  const { newId } = realEffects();
  const now = new Date();
  const email = `${user.id}@example.com`;
  const db = openDatabase(env.DB, newMeter());
  await db
    .insert(users)
    .values({ id: user.id, name: 'Ada', email, emailVerified: false, createdAt: now, updatedAt: now });
  const token = randomDigits(32);
  const sessionId = newId('session');
  const expiresAt = new Date(now.getTime() + (options.expiresInMs ?? WEEK_MS));
  await db
    .insert(sessions)
    .values({ id: sessionId, token, userId: user.id, expiresAt, createdAt: now, updatedAt: now });
  const cookie = cookieOf(await signedInCookie(SITE, env.AUTH_SECRET, token));
  return {
    id: user.id,
    email,
    sessionId,
    cookie,
    browse: (path, init) => browse(cookie, path, init),
    async bearer(...scopes) {
      const { secret, prefix, hash } = await mintApiToken();
      const createdAt = toInstant(Date.now());
      await db
        .insert(apiTokens)
        .values({ hash, id: newId('token'), userId: user.id, name: 'test', prefix, scopes, createdAt });
      return `Bearer ${secret}`;
    },
  };
}

/** A request as a page of the site makes it, signed in by a cookie or, with null, by nobody. */
export async function browse(cookie: string | null, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (cookie !== null) headers.set('cookie', cookie);
  if (!headers.has('origin')) headers.set('origin', SITE);
  if (init.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  return await exports.default.fetch(new Request(`${SITE}${path}`, { ...init, headers }));
}

/** The request header that answers a `Set-Cookie`. */
export function cookieOf(setCookie: string): string {
  return setCookie.slice(0, setCookie.indexOf(';'));
}

/** The cookie an answer sets; fails when it sets none. */
export function sessionCookieOf(answer: Response): string {
  return cookieOf(z.string().parse(answer.headers.getSetCookie()[0]));
}
