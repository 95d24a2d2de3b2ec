import type { Context } from 'hono';
import {
  type Authenticated,
  authenticateSession,
  authenticateToken,
} from '#application/use-cases/accounts/authenticate.ts';
import { noteTokenUse } from '#application/use-cases/accounts/note-token-use.ts';
import { renewSession } from '#application/use-cases/accounts/renew-session.ts';
import { AppError } from '#core/errors.ts';
import { addCookies } from '../../auth/add-cookies.ts';
import { isSameOrigin } from '../../auth/is-same-origin.ts';
import type { Principal } from '../../auth/principal.ts';
import { readSessionToken, signedInCookie } from '../../auth/session-cookie.ts';
import type { HttpEnv } from '../../http-env.ts';

/** `read` or `write`: the scope a route asks for. `session`: a person who is signed in, never a token. */
export type Needs = 'read' | 'write' | 'session';

/**
 * Who a request comes from: the bearer token when there is one, else the session of the cookie. One query either way.
 *
 * With a cookie, everything that changes something, and every upgrade to a socket, must come from a page of ours: a
 * browser adds the cookie whoever asks. A bearer token is never added by itself, so it may come from anywhere.
 *
 * @throws AppError `unauthenticated`, `insufficient_scope`, `foreign_origin`
 */
export async function authenticate(ctx: Context<HttpEnv>, needs: Needs): Promise<Principal> {
  const authorization = ctx.req.header('authorization');
  const principal = authorization === undefined ? await bySession(ctx) : await byToken(ctx, authorization);
  requireScope(ctx, principal, needs);
  ctx.set('principal', principal);
  return principal;
}

/** The same for a document, where nobody being signed in is no error: null. Only a session signs in to pages. */
export async function findPagePrincipal(ctx: Context<HttpEnv>): Promise<Principal | null> {
  const authenticated = await findSession(ctx);
  if (authenticated) ctx.set('principal', authenticated.principal);
  return authenticated?.principal ?? null;
}

async function byToken(ctx: Context<HttpEnv>, authorization: string): Promise<Principal> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const { db, effects, runInBackground } = ctx.get('services');
  const found = secret === undefined ? null : await authenticateToken(db, effects, secret);
  if (found === null) {
    ctx.set('problemHeaders', { 'WWW-Authenticate': 'Bearer realm="Carillon", error="invalid_token"' });
    throw new AppError('unauthenticated', 'The token is unknown, revoked or expired.');
  }
  const { principal, isUseToNote } = found;
  if (isUseToNote) runInBackground('note-token-use', () => noteTokenUse(db, effects.now(), principal.credential.id));
  return principal;
}

async function bySession(ctx: Context<HttpEnv>): Promise<Principal> {
  const found = await findSession(ctx);
  if (found === null) throw new AppError('unauthenticated', 'Sign in, or send a token as `Authorization: Bearer …`.');
  const isSafe = (ctx.req.method === 'GET' || ctx.req.method === 'HEAD') && !isUpgrade(ctx);
  if (!isSafe && !isSameOrigin(ctx.req.raw)) {
    throw new AppError(
      'foreign_origin',
      'With a session this can only be asked from a page of this site. Elsewhere, use a token.',
    );
  }
  return found.principal;
}

async function findSession(ctx: Context<HttpEnv>): Promise<Authenticated | null> {
  const { db, effects, configuration } = ctx.get('services');
  const token = await readSessionToken(ctx.req.raw, configuration.authSecret);
  const found = token === null ? null : await authenticateSession(db, effects, token);
  if (found === null || token === null) return null;
  // The answer that opens a socket cannot carry a cookie; the next page does.
  if (found.isRenewalDue && !isUpgrade(ctx) && (await renewSession(db, effects.now(), token))) {
    addCookies(ctx, await signedInCookie(ctx.req.url, configuration.authSecret, token));
  }
  return found;
}

/**
 * For a route that asks for more where what was sent asks for more.
 *
 * @throws AppError `insufficient_scope`, `forbidden`
 */
export function requireScope(ctx: Context<HttpEnv>, principal: Principal, needs: Needs): void {
  if (needs === 'session') {
    if (principal.credential.kind === 'session') return;
    throw new AppError('forbidden', 'Only a person who is signed in can do this, not a token.');
  }
  if (principal.scopes.includes(needs)) return;
  ctx.set('problemHeaders', {
    'WWW-Authenticate': `Bearer realm="Carillon", error="insufficient_scope", scope="${needs}"`,
  });
  throw new AppError('insufficient_scope', `This takes a token with the scope ${needs}.`);
}

function isUpgrade(ctx: Context<HttpEnv>): boolean {
  return ctx.req.header('upgrade') !== undefined;
}
