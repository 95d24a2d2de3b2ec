import { Hono } from 'hono';
import type { Clock } from '../../clock.ts';
import { errorText, RecordsRefused } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { parseJson } from '../../parse-json.ts';
import { readProduce } from './read-produce.ts';
import type { SerialPublisher } from './serial-publisher.ts';

interface ProduceParts {
  readonly publisher: SerialPublisher;
  readonly isAdmitted: (authorization: string | null) => Promise<boolean>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

// As Kafka says it where a place is not known: the sinks do not tell.
const UNKNOWN = -1;

/**
 * The produce calls of Upstash's REST API for Kafka, as its client (`@upstash/kafka`) makes them: one message or many,
 * the topic in each or in the address. Answered only after the broker has acknowledged all of it, so whoever gets no
 * answer sends the same again; readers know what they have seen by the ids of events.
 */
export function produceApi({ publisher, isAdmitted, clock, log }: ProduceParts): Hono {
  const api = new Hono();
  // Before anything else: who brings no login learns nothing, not even which topics there are.
  api.use('/produce/*', async (context, next): Promise<Response | undefined> => {
    if (!(await isAdmitted(context.req.header('authorization') ?? null))) return refused(401, 'Send a valid login.');
    await next();
    return;
  });
  const produce = async (body: unknown, topic: string | null): Promise<Response> => {
    const { records, wrong } = readProduce(body, topic);
    if (records === null) return refused(400, wrong);
    try {
      await publisher.publish(records);
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
  api.post('/produce', async (context) => produce(parseJson(await context.req.text()), null));
  api.post('/produce/:topic', async (context) =>
    produce(parseJson(await context.req.text()), context.req.param('topic')),
  );
  api.post('/produce/:topic/:value', (context) => {
    const { topic, value } = context.req.param();
    return produce({ value, key: context.req.query('key') }, topic);
  });
  return api;
}

/** In the shape that the client reads its errors from. */
function refused(status: number, error: string): Response {
  const headers: Record<string, string> = status === 401 ? { 'www-authenticate': 'Basic' } : {};
  return Response.json({ result: null, error, status }, { status, headers });
}
