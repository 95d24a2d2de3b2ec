import { formatTraceparent, isChosen } from '#core/trace/trace-context.ts';
import { randomHex } from './random-hex.ts';
import type { TracingConfiguration } from './tracing-configuration.ts';

/**
 * A trace (W3C traceparent) of something that happens at its time and not because somebody asks; null where nothing is
 * traced. Nobody tells a collector of this first step, as of that of a browser.
 */
export function beginTrace(tracing: TracingConfiguration | null): string | null {
  if (tracing === null) return null;
  const traceId = randomHex(16);
  return formatTraceparent({ traceId, spanId: randomHex(8), isSampled: isChosen(traceId, tracing.ratio) });
}
