import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from '../../http-env.ts';

const SANE = /^[\w.:-]{1,128}$/;

/**
 * Names every request, in the answer's `X-Request-Id`, in problems and in the log. A client's own id is not believed:
 * it could repeat or forge one. It is logged beside ours when it is harmless text.
 */
export const requestId = createMiddleware<HttpEnv>(async function requestId(ctx, next) {
  const id = ctx.get('services').effects.newId('request');
  const theirs = ctx.req.header('x-request-id');
  ctx.set('requestId', id);
  ctx.set('clientRequestId', theirs !== undefined && SANE.test(theirs) ? theirs : null);
  await next();
  // The answer that opens a WebSocket is immutable.
  if (ctx.res.status !== 101) ctx.res.headers.set('X-Request-Id', id);
});
