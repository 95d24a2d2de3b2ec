import { type Context, Hono } from 'hono';
import type { Clock } from '../../clock.ts';
import { errorText, RecordsRefused } from '../../errors.ts';
import { limitBody } from '../../http/limit-body.ts';
import type { Log } from '../../log.ts';
import { parseJson } from '../../parse-json.ts';
import { heldBytes } from './held-bytes.ts';
import { readProduce } from './read-produce.ts';
import type { SerialPublisher } from './serial-publisher.ts';

interface ProduceParts {
  readonly publisher: SerialPublisher;
  readonly isAdmitted: (authorization: string | null) => Promise<boolean>;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly log: Log;
}

type ProduceEnv = { Variables: { arrivedMs: number } };

// As Kafka says it where a place is not known: the sinks do not tell.
const UNKNOWN = -1;
/** The mirror at the edge sends little more than half of it (MAX_CALL_BYTES there). */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Of calls that are being read or wait for the broker; as objects they take a few times that. */
const MAX_HELD_BYTES = 16 * 1024 * 1024;
const RETRY_AFTER_SECONDS = '1';

/**
 * The produce calls of Upstash's REST API for Kafka, as its client (`@upstash/kafka`) makes them: one message or many,
 * the topic in each or in the address. Answered only after the broker has acknowledged all of it, so whoever gets no
 * answer sends the same again; readers know what they have seen by the ids of events.
 */
export function produceApi({ publisher, isAdmitted, clock, log }: ProduceParts): Hono {
  const held = heldBytes(MAX_HELD_BYTES);
  const api = new Hono<ProduceEnv>();
  // Before anything else: who brings no login learns nothing, not even which topics there are.
  api.use('/produce/*', async (context, next): Promise<Response | undefined> => {
    context.set('arrivedMs', clock.monotonicMs());
    if (!(await isAdmitted(context.req.header('authorization') ?? null))) return refused(401, 'Send a valid login.');
    await next();
    return;
  });
  // Before a call is read: then it is known to have room, and to keep it until it is answered.
  api.use('/produce/*', async (context, next): Promise<Response | undefined> => {
    const release = held.take(announcedBytes(context.req.raw.headers));
    if (release === null) return refused(503, 'Too much waits for the broker.');
    try {
      await next();
    } finally {
      release();
    }
    return;
  });
  api.use(
    '/produce/*',
    limitBody(MAX_BODY_BYTES, (max) => refused(413, `Send at most ${max} bytes.`)),
  );
  const produce = async (context: Context<ProduceEnv>, body: unknown, topic: string | null): Promise<Response> => {
    const { records, wrong } = readProduce(body, topic);
    if (records === null) return refused(400, wrong);
    try {
      await publisher.publish(records, { arrivedMs: context.var.arrivedMs, signal: context.req.raw.signal });
    } catch (error) {
      const isRefused = error instanceof RecordsRefused;
      log.warn({ event: 'ingress.refused', records: records.length, isRetriable: !isRefused, error: errorText(error) });
      return isRefused ? refused(400, 'The broker never takes this.') : refused(503, 'The broker does not answer.');
    }
    const timestamp = clock.nowMs();
    return Response.json(
      records.map((record) => ({ topic: record.topic, partition: UNKNOWN, offset: UNKNOWN, timestamp })),
    );
  };
  api.post('/produce', async (context) => produce(context, parseJson(await context.req.text()), null));
  api.post('/produce/:topic', async (context) =>
    produce(context, parseJson(await context.req.text()), context.req.param('topic')),
  );
  api.post('/produce/:topic/:value', (context) => {
    const { topic, value } = context.req.param();
    return produce(context, { value, key: context.req.query('key') }, topic);
  });
  return new Hono().route('/', api);
}

/** What a call will take; one that does not say may come to all that is allowed. */
function announcedBytes(headers: Headers): number {
  if (headers.has('transfer-encoding')) return MAX_BODY_BYTES;
  return Math.min(Number(headers.get('content-length') ?? 0), MAX_BODY_BYTES);
}

/** In the shape that the client reads its errors from. */
function refused(status: number, error: string): Response {
  const headers: Record<string, string> = {
    ...(status === 401 && { 'www-authenticate': 'Basic' }),
    ...(status === 503 && { 'retry-after': RETRY_AFTER_SECONDS }),
  };
  return Response.json({ result: null, error, status }, { status, headers });
}
