import { createMiddleware } from 'hono/factory';
import { parseTraceparent } from '#core/trace/trace-context.ts';
import type { HttpEnv } from '../../http-env.ts';

/** One typed event per request: who, which route, what came of it, and what it cost. */
export const accessLog = createMiddleware<HttpEnv>(async function accessLog(ctx, next) {
  const startedAt = Date.now();
  await next();
  const { log, meter, configuration } = ctx.get('services');
  // For the bench that prints the bill; the answer that opens a WebSocket is immutable.
  if (configuration.isMeterShown && ctx.res.status !== 101) {
    const { trips, statements, rowsRead, rowsWritten, writtenTo, hubCalls } = meter;
    const causes = Object.entries(writtenTo).flatMap(([table, rows]) => (rows === 0 ? [] : `${table}:${rows}`));
    ctx.res.headers.set(
      'X-Meter',
      `trips=${trips};statements=${statements};read=${rowsRead};written=${rowsWritten};hub=${hubCalls};causes=${causes.join(',')}`,
    );
  }
  log.write({
    event: 'request.served',
    requestId: ctx.get('requestId'),
    traceId: parseTraceparent(ctx.get('trace'))?.traceId ?? null,
    clientRequestId: ctx.get('clientRequestId'),
    method: ctx.req.method,
    route: ctx.get('route') ?? null,
    status: ctx.res.status,
    code: ctx.get('code') ?? null,
    userId: ctx.get('principal')?.userId ?? null,
    serviceId: ctx.get('service')?.tokenId ?? null,
    durationMs: Date.now() - startedAt,
    database: meter.trips === 0 ? null : { ...meter },
  });
});
