import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { eventStream } from './event-stream.ts';
import { openHubSocket } from './open-hub-socket.ts';

const SeqTextSchema = z.string().regex(/^\d{1,15}$/, 'must be a whole number');
const EpochSchema = z.string().max(64);

const EventsQuerySchema = z.strictObject({
  since: SeqTextSchema.transform(Number).optional().meta({
    description: 'The place you have; `Last-Event-ID` says the same and wins. Without either you begin with a `reset`.',
  }),
  epoch: EpochSchema.optional().meta({
    description: 'The epoch of that place. Left out: the present one is taken for granted.',
  }),
});

export const streamEvents = endpoint(
  {
    method: 'get',
    path: '/events',
    operationId: 'streamEvents',
    summary: 'Follow what happens, as lines of text',
    description:
      'Server-Sent Events, for `curl -N` and everything else that reads lines. The events are those of the live socket: `welcome`, `delta`, `reset`. The `id` of each is its `seq`; send the last one as `Last-Event-ID` to go on from there.',
    section: 'Live',
    access: 'read',
    query: EventsQuerySchema,
    answer: {
      status: 200,
      description: 'Events, until you or the server ends it.',
      schema: z.string(),
      mediaType: 'text/event-stream',
    },
  },
  async ({ ctx, query, principal, user }) => {
    const lastSeq = readLastEventId(ctx.req.header('last-event-id')) ?? query.since;
    const isPlaceKnown = lastSeq !== undefined;
    const epoch = query.epoch ?? (isPlaceKnown ? (await user.sync({ since: 0, limit: 1 })).epoch : null);
    const { userId, credential } = principal;
    const socket = await openHubSocket(ctx.env.USER_HUB, userId, { credential, ticket: null });
    const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' };
    return { response: new Response(eventStream(socket, { lastSeq: lastSeq ?? 0, epoch }), { headers }) };
  },
);

function readLastEventId(header: string | undefined): number | undefined {
  if (header === undefined || header === '') return undefined;
  const parsed = SeqTextSchema.safeParse(header);
  if (!parsed.success)
    throw new AppError('validation_failed', 'Last-Event-ID is the `id` of an event: a whole number.');
  return Number(parsed.data);
}
