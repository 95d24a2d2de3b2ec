import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { formatTraceparent, parseTraceparent } from '#core/trace/trace-context.ts';
import { errorText } from '../errors.ts';
import { version } from '../version.ts';
import type { Step, Tracing } from './tracing.ts';

interface Parts {
  /** OTLP over HTTP, such as http://collector:4318/v1/traces. */
  readonly url: string;
  /** What this process does. */
  readonly roles: readonly string[];
}

interface Begun {
  /** W3C traceparent. */
  readonly place: string;
  readonly span: Span | null;
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
  const places = new AsyncLocalStorage<string>();
  /** A step below `origin` and its place; one that nobody writes down only has the place of its origin. */
  const begin = ({ name, kind, attributes }: Step, origin: string): Begun | null => {
    const parent = parseTraceparent(origin);
    if (!parent?.isSampled) return parent && { place: origin, span: null };
    const context = trace.setSpanContext(ROOT_CONTEXT, { ...parent, traceFlags: 1, isRemote: true });
    const span = tracer.startSpan(name, { kind: KINDS[kind], attributes }, context);
    return { place: formatTraceparent({ ...span.spanContext(), isSampled: true }), span };
  };
  return {
    async within(step, origins, work) {
      const begun = origins.flatMap((origin) => begin(step, origin) ?? []);
      const [first, ...others] = begun;
      try {
        // What is asked meanwhile belongs to none of many.
        return await (first && others.length === 0 ? places.run(first.place, work) : work());
      } catch (error) {
        for (const { span } of begun) span?.setStatus({ code: SpanStatusCode.ERROR, message: errorText(error) });
        throw error;
      } finally {
        for (const { span } of begun) span?.end();
      }
    },
    current: () => places.getStore() ?? null,
    async stop() {
      await provider.shutdown().catch(() => undefined);
    },
  };
}
