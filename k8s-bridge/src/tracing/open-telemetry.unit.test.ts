import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseTraceparent } from '#core/trace/trace-context.ts';
import { openTelemetry } from './open-telemetry.ts';
import { tracedFetch } from './traced-fetch.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN_ID = '00f067aa0ba902b7';
const ORIGIN = `00-${TRACE_ID}-${SPAN_ID}-01`;
const step = { name: 'process reminders', kind: 'consumer', attributes: { 'carillon.position': '0/7' } } as const;

const SpansSchema = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({ spans: z.array(z.object({ traceId: z.string(), parentSpanId: z.string(), name: z.string() })) }),
      ),
    }),
  ),
});

/** A collector that keeps what it is told. */
async function collector() {
  const told: string[] = [];
  const server = createServer(async (request, response) => {
    told.push(await text(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/v1/traces`, told, close: () => server.close() };
}

test('OB31 a collector is told of each step, below the step of the edge, in its trace', async () => {
  const { url, told, close } = await collector();
  const tracing = openTelemetry({ url, roles: ['notifier'] });
  await tracing.within(step, [ORIGIN], async () => undefined);
  await tracing.stop();
  close();
  const spans = told.flatMap((body) =>
    SpansSchema.parse(JSON.parse(body)).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((each) => each.spans),
    ),
  );
  expect(spans).toEqual([{ traceId: TRACE_ID, parentSpanId: SPAN_ID, name: 'process reminders' }]);
});

test('OB32 a trace that nobody writes down, and what is none, costs nothing; a collector that is away keeps nobody', async () => {
  const tracing = openTelemetry({ url: 'http://127.0.0.1:9/v1/traces', roles: ['mirror'] });
  const failing = tracing.within(step, [ORIGIN.replace(/01$/, '00'), 'nonsense', ''], () =>
    Promise.reject(new Error('x')),
  );
  await expect(failing).rejects.toThrow('x');
  await tracing.within(step, [ORIGIN], async () => undefined);
  await tracing.stop();
});

test('OB33 what the edge is asked for while a record is handled, and for it afterwards, is below that step', async () => {
  const tracing = openTelemetry({ url: 'http://127.0.0.1:9/v1/traces', roles: ['notifier'] });
  const sent: (string | null)[] = [];
  const edge = tracedFetch(async (_input, init) => {
    sent.push(new Headers(init?.headers).get('traceparent'));
    return new Response();
  }, tracing);
  const late = Promise.withResolvers<void>();
  // A report that takes longer than its record is handled.
  let reporting: Promise<unknown> = Promise.resolve();
  const claim = () => edge('https://edge.test/feed/deliveries/claim', { headers: { authorization: 'Bearer x' } });
  await tracing.within(step, [ORIGIN], async () => {
    await claim();
    reporting = late.promise.then(() => edge('https://edge.test/feed/deliveries/report'));
  });
  late.resolve();
  await reporting;
  await claim();
  await tracing.within(step, [ORIGIN.replace(/01$/, '00')], claim);
  await tracing.within(step, [ORIGIN, ORIGIN], claim);
  const [claimed, reported, between, unchosen, ofMany] = sent.map((header) => parseTraceparent(header));
  expect(claimed).toMatchObject({ traceId: TRACE_ID, isSampled: true });
  expect(claimed?.spanId).not.toBe(SPAN_ID);
  expect(reported).toEqual(claimed);
  expect([between, ofMany]).toEqual([null, null]);
  // The edge decides by the id, too, and its log lines name the trace all the same.
  expect(unchosen).toEqual({ traceId: TRACE_ID, spanId: SPAN_ID, isSampled: false });
  await tracing.stop();
});
