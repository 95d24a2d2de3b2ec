import { parseSigned, serializeSigned } from 'hono/utils/cookie';
import { SESSION_LIFETIME_MS } from '#application/use-cases/accounts/session-lifetime.ts';

// The cookie is better-auth's: the session's token, a dot and its HMAC-SHA-256 in base 64, URL-encoded. Hono signs and
// verifies the same format, so that a request is authenticated without setting up better-auth first.

/** What precedes the name of every cookie of ours. `__Host-` binds it to this very host, which only HTTPS can have. */
export function cookiePrefix(url: string): string {
  return isHttps(url) ? '__Host-carillon' : 'carillon';
}

export function isHttps(url: string): boolean {
  return new URL(url).protocol === 'https:';
}

function cookieName(url: string): string {
  return `${cookiePrefix(url)}.session_token`;
}

/** The session token a request brings; null when there is none, or its signature is wrong. */
export async function readSessionToken(request: Request, secret: string): Promise<string | null> {
  const cookies = request.headers.get('cookie');
  if (cookies === null) return null;
  const name = cookieName(request.url);
  const { [name]: token } = await parseSigned(cookies, secret, name);
  return typeof token === 'string' ? token : null;
}

/** The `Set-Cookie` that signs a browser in, or keeps it signed in. */
export async function signedInCookie(url: string, secret: string, token: string): Promise<string> {
  return await serializeSigned(cookieName(url), token, secret, {
    ...attributes(url),
    maxAge: SESSION_LIFETIME_MS / 1000,
  });
}

/** The `Set-Cookie` that signs a browser out. */
export async function signedOutCookie(url: string, secret: string): Promise<string> {
  return await serializeSigned(cookieName(url), '', secret, { ...attributes(url), maxAge: 0 });
}

function attributes(url: string) {
  return { path: '/', httpOnly: true, secure: isHttps(url), sameSite: 'Lax' } as const;
}
