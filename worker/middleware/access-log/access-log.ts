import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from '../../http-env.ts';

/** One typed event per request: who, which route, what came of it, and what it cost. */
export const accessLog = createMiddleware<HttpEnv>(async function accessLog(ctx, next) {
  const startedAt = Date.now();
  await next();
  const { log, meter, configuration } = ctx.var.services;
  // For the bench that prints the bill; the answer that opens a WebSocket is immutable.
  if (configuration.isMeterShown && ctx.res.status !== 101) {
    const { trips, statements, rowsRead, rowsWritten, hubCalls } = meter;
    ctx.header(
      'X-Meter',
      `trips=${trips};statements=${statements};read=${rowsRead};written=${rowsWritten};hub=${hubCalls}`,
    );
  }
  log.write({
    event: 'request.served',
    requestId: ctx.var.requestId,
    clientRequestId: ctx.var.clientRequestId,
    method: ctx.req.method,
    route: ctx.var.route ?? null,
    status: ctx.res.status,
    code: ctx.var.code ?? null,
    userId: ctx.var.principal?.userId ?? null,
    durationMs: Date.now() - startedAt,
    database: meter.trips === 0 ? null : { ...meter },
  });
});
