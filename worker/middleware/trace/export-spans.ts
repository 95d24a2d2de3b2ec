import type { TracingConfiguration } from '#application/tracing-configuration.ts';
import { otlpTraces, type Span } from '#core/trace/otlp.ts';
import type { Log } from '../../log.ts';
import { version } from '../../version.ts';

const TIMEOUT_MS = 5000;

/** Tells a collector of steps, by OTLP over HTTP. */
export async function exportSpans(
  { endpoint, headers }: TracingConfiguration,
  source: string,
  spans: readonly Span[],
  log: Log,
): Promise<void> {
  const service = { 'service.name': 'carillon-edge', 'service.version': version, 'carillon.source': source };
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: otlpTraces(service, spans),
    // The runtime knows no `error`; what is not fetched as it stands counts as refused.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) log.write({ event: 'trace.refused', status: answer.status });
}
