import type { Context } from 'hono';
import { isTimeZone } from '#core/time/zone.ts';
import type { HttpEnv } from '../http-env.ts';
import { type AuthOptions, createAuth } from './create-auth.ts';

/** better-auth for one request. A new account starts in the zone Cloudflare sees it in, unless it says another. */
export function authOf(
  ctx: Context<HttpEnv>,
  options: Partial<Pick<AuthOptions, 'onPasswordReset'>> & { zone?: string; locale?: string } = {},
) {
  const { db, effects, hub, configuration } = ctx.get('services');
  const { zone = zoneOf(ctx.req.raw), locale = 'en', onPasswordReset } = options;
  return createAuth({
    db,
    effects,
    hub,
    url: ctx.req.url,
    secret: configuration.authSecret,
    defaults: { zone, locale },
    onPasswordReset,
  });
}

/** Where a request comes from, as far as the edge knows. */
export function zoneOf(request: Request): string {
  const zone = request.cf?.timezone;
  return typeof zone === 'string' && isTimeZone(zone) ? zone : 'UTC';
}

/** What better-auth notes about a sign-in, and nothing that could decide anything. */
export function signInHeaders(request: Request): Headers {
  const headers = new Headers();
  for (const name of ['user-agent', 'cf-connecting-ip']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value.slice(0, 500));
  }
  return headers;
}
