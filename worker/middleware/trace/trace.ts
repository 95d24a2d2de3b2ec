import { createMiddleware } from 'hono/factory';
import { randomHex } from '#application/random-hex.ts';
import { formatTraceparent, isChosen, parseTraceparent } from '#core/trace/trace-context.ts';
import type { HttpEnv } from '../../http-env.ts';
import { exportSpans } from './export-spans.ts';
import { bufferSpan } from './span-buffer.ts';

/**
 * Gives the request its place in a trace, which what it commits carries as `origintrace`. Where traces are written down it
 * is a step of its own, below that of the caller; else the caller's is handed on as it came.
 */
export const trace = createMiddleware<HttpEnv>(async function trace(ctx, next) {
  const { configuration, log, effects, runInBackground } = ctx.get('services');
  const parent = parseTraceparent(ctx.req.header('traceparent'));
  const { tracing } = configuration;
  if (tracing === null) {
    ctx.set('trace', parent && formatTraceparent(parent));
    return await next();
  }
  const traceId = parent?.traceId ?? randomHex(16);
  const spanId = randomHex(8);
  const isSampled = isChosen(traceId, tracing.ratio);
  ctx.set('trace', formatTraceparent({ traceId, spanId, isSampled }));
  const startMs = Date.parse(effects.now());
  await next();
  if (!isSampled) return;
  const route = ctx.get('route') ?? 'page';
  const { status } = ctx.res;
  const span = {
    traceId,
    spanId,
    parentSpanId: parent?.spanId ?? null,
    name: `${ctx.req.method} ${route}`,
    startMs,
    endMs: Date.parse(effects.now()),
    attributes: {
      'http.request.method': ctx.req.method,
      'http.route': route,
      'http.response.status_code': status,
      'carillon.request_id': ctx.get('requestId'),
    },
    isFailed: status >= 500,
  };
  // Nobody waits for it, and a collector that is away costs a line in the log.
  runInBackground('export-trace', () =>
    bufferSpan(span, {
      wait: effects.wait,
      nowMs: Date.now,
      tell: (spans) => exportSpans(tracing, configuration.feedSource, spans, log),
    }),
  );
});
