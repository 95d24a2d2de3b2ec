import { Hono } from 'hono';
import { z } from 'zod';
import { TOPICS, type Topic } from '#core/feed/topics.ts';
import type { Clock } from '../clock.ts';
import type { Secret } from '../config/secret.ts';
import { isKnownSecret } from '../http/is-known-secret.ts';
import { limitBody } from '../http/limit-body.ts';
import { problem } from '../http/problem.ts';
import type { Log } from '../log.ts';
import { parseJson } from '../parse-json.ts';
import type { EventSource, SourceRecord, Subscription } from '../sources/event-source.ts';
import { handleUntilSettled } from '../sources/handle-until-settled.ts';
import { newLanes } from '../sources/lanes.ts';
import { newSlots } from '../sources/slots.ts';
import type { DaprSidecar } from './dapr-sidecar.ts';
import { DAPR_TOKEN_HEADER } from './dapr-token-header.ts';

interface DaprSubscriptionsParts {
  readonly sidecar: DaprSidecar;
  /** What it shows with all it asks of us; anybody else may not put records before the roles. */
  readonly appTokens: Secret;
  /** Whether somebody else has said what is subscribed to, in resources of Dapr. */
  readonly isDeclarative: boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

interface Subscriber {
  readonly subscription: Subscription;
  readonly signal: AbortSignal;
  readonly lanes: ReturnType<typeof newLanes>;
}

// Roles start one after the other; a process without a role that reads has nobody to wait for.
const SETTLED_MS = 500;
const PATIENCE_MS = 10_000;
const LOOK_MS = 50;
// A record is 1 MB at most (maxMessageBytes of the component), and a third more where Dapr has wrapped it.
const MAX_BODY_BYTES = 2 * 1024 * 1024;

// Dapr hands on the headers of a record among those of its request, whose content type stands in place of the record's.
const OF_THE_REQUEST =
  /^(__.*|accept-encoding|dapr-api-token|connection|content-(length|type)|host|pubsubname|trace(parent|state)|user-agent|partitionkey|rawpayload)$/;

/** What Dapr makes of a raw payload: an envelope of its own with the bytes in it. */
const WrappedSchema = z.looseObject({ type: z.literal('com.dapr.event.sent'), data_base64: z.string().default('') });

/**
 * The source for Dapr: the sidecar asks at its start what is subscribed to, and calls for each record. It asks once, so
 * the answer waits until no further source starts. Of several subscribers of a topic each gets every
 * record; the group is that of the component (`consumerGroup`), one for the process.
 */
export function daprSubscriptions(parts: DaprSubscriptionsParts) {
  const { sidecar, appTokens, isDeclarative, clock, random, log } = parts;
  const { pubsub, prefix } = sidecar;
  const subscribers = new Set<Subscriber>();
  let changedMs = clock.monotonicMs();

  const subscribedTopics = (): Topic[] =>
    TOPICS.filter((topic) => [...subscribers].some(({ subscription }) => subscription.topics.includes(topic)));

  const settle = async (record: SourceRecord): Promise<boolean> => {
    const ends = [...subscribers]
      .filter(({ subscription }) => subscription.topics.includes(record.topic))
      .map(async ({ subscription, signal, lanes }) => {
        const settled = Promise.withResolvers<boolean>();
        await lanes.add(record, async () => {
          settled.resolve(await handleUntilSettled(record, subscription.handle, signal, { clock, random, log }));
        });
        return await settled.promise;
      });
    const all = await Promise.all(ends);
    return all.length > 0 && all.every(Boolean);
  };

  const routes = new Hono();
  routes.use('/dapr/*', async (ctx, next): Promise<Response | undefined> => {
    if (!(await isKnownSecret(ctx.req.header(DAPR_TOKEN_HEADER) ?? '', appTokens)))
      return problem(401, 'unauthenticated', 'Send a valid token.');
    await next();
    return;
  });
  routes.use('/dapr/*', limitBody(MAX_BODY_BYTES));
  routes.get('/dapr/subscribe', async (ctx) => {
    if (isDeclarative) return ctx.json([]);
    const isSettled = () => subscribers.size > 0 && clock.monotonicMs() - changedMs > SETTLED_MS;
    for (let waitedMs = 0; !isSettled() && waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) await clock.wait(LOOK_MS);
    return ctx.json(
      subscribedTopics().map((topic) => ({
        pubsubname: pubsub,
        topic: `${prefix}${topic}`,
        route: `/dapr/records/${topic}`,
        metadata: { rawPayload: 'true' },
      })),
    );
  });
  routes.post('/dapr/records/:topic', async (ctx) => {
    const topic = TOPICS.find((each) => each === ctx.req.param('topic'));
    if (!topic) return problem(404, 'not_found', 'There is no such topic.');
    const sent = ctx.req.header();
    const isSettled = await settle({
      topic,
      key: sent.__key ?? null,
      body: recordIn(await ctx.req.text()),
      headers: Object.fromEntries(Object.entries(sent).filter(([name]) => !OF_THE_REQUEST.test(name))),
      position: [topic, sent.__partition, sent.__offset].filter((part) => part !== undefined).join('/'),
    });
    return ctx.json({ status: isSettled ? 'SUCCESS' : 'RETRY' });
  });

  const newSource = (): EventSource => ({
    async run(subscription, signal) {
      const lanes = newLanes(subscription.order, newSlots(subscription.maxInFlight));
      const subscriber = { subscription, signal, lanes };
      subscribers.add(subscriber);
      changedMs = clock.monotonicMs();
      const aborted = Promise.withResolvers<void>();
      if (signal.aborted) aborted.resolve();
      signal.addEventListener('abort', () => aborted.resolve(), { once: true });
      await aborted.promise;
      await subscriber.lanes.idle();
      subscribers.delete(subscriber);
    },
    check: sidecar.checkOutbound,
  });
  return { routes, newSource };
}

/**
 * The record as it stands on its topic; where a declarative subscription forgot `rawPayload`, as Dapr wrote it anew. A
 * tombstone through Dapr is an empty text.
 */
function recordIn(text: string): string | null {
  const wrapped = WrappedSchema.safeParse(parseJson(text));
  const record = wrapped.success ? Buffer.from(wrapped.data.data_base64, 'base64').toString() : text;
  return record || null;
}
