import type { Context } from 'hono';
import type { HttpEnv } from '../http-env.ts';

/** Passes cookies on to the answer. */
export function addCookies(ctx: Context<HttpEnv>, ...cookies: string[]): void {
  ctx.set('cookies', [...(ctx.get('cookies') ?? []), ...cookies]);
}
