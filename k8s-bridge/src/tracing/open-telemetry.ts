import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { parseTraceparent } from '#core/trace/trace-context.ts';
import { errorText } from '../errors.ts';
import { version } from '../version.ts';
import type { Tracing } from './tracing.ts';

interface Parts {
  /** OTLP over HTTP, such as http://collector:4318/v1/traces. */
  readonly url: string;
  /** What this process does. */
  readonly roles: readonly string[];
}

/** With its own tries again. A program that ends waits for no more than this: a trace is worth less than its grace period. */
const TIMEOUT_MS = 2_000;
const KINDS = { producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;

/** By the official SDK, which batches, drops what a slow collector does not take, and reads OTEL_EXPORTER_OTLP_HEADERS. */
export function openTelemetry({ url, roles }: Parts): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'carillon-bridge',
      'service.version': version,
      'carillon.roles': roles.join(','),
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url, timeoutMillis: TIMEOUT_MS }) })],
  });
  const tracer = provider.getTracer('carillon');
  return {
    begin({ name, kind, attributes }, origins) {
      const spans = origins.flatMap((origin) => {
        const parent = parseTraceparent(origin);
        if (!parent?.isSampled) return [];
        const { traceId, spanId } = parent;
        const context = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: 1, isRemote: true });
        return tracer.startSpan(name, { kind: KINDS[kind], attributes }, context);
      });
      return (error) => {
        for (const span of spans) {
          if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: errorText(error) });
          span.end();
        }
      };
    },
    async stop() {
      await provider.shutdown().catch(() => undefined);
    },
  };
}
