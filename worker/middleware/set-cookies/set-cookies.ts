import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from '../../http-env.ts';

/** Puts the cookies that authentication wants set on the answer, whoever made it. */
export const setCookies = createMiddleware<HttpEnv>(async function setCookies(ctx, next) {
  await next();
  // The answer that opens a WebSocket is immutable.
  if (ctx.res.status === 101) return;
  for (const cookie of ctx.get('cookies') ?? []) ctx.res.headers.append('Set-Cookie', cookie);
});
