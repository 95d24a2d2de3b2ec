import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from '../../http-env.ts';
import { createServices } from '../../services.ts';

/** Gives the request its services. First of all, because everything else uses them. */
export const provideServices = createMiddleware<HttpEnv>(async function provideServices(ctx, next) {
  ctx.set(
    'services',
    createServices(
      ctx.env,
      (work) => ctx.executionCtx.waitUntil(work),
      () => ctx.get('trace'),
    ),
  );
  await next();
});
