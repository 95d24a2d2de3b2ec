import { z } from 'zod';
import { readFeedEvents } from '#application/use-cases/feed/read-feed-events.ts';
import { FeedPageSchema } from '#core/feed/protocol.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { answerTexts } from './answer-texts.ts';
import { AfterParam, ConsumerParams, LimitParam } from './feed-params.ts';

export const readEvents = endpoint(
  {
    method: 'get',
    path: '/events',
    operationId: 'readFeedEvents',
    summary: 'What follows a place in the log',
    description:
      'The events of everybody, in order, as CloudEvents; at most 4 MiB, and at least one when there is one. With the lease the question acknowledges everything up to `after`; without it, it only reads. `410 gone`: start with the snapshot.',
    section: 'Feed',
    access: 'service:feed',
    query: z.strictObject({
      ...ConsumerParams,
      after: AfterParam,
      limit: LimitParam,
    }),
    answer: { status: 200, description: 'A page of the feed.', schema: FeedPageSchema },
    problems: ['lease_lost', 'invalid_state', 'gone'],
  },
  async ({ ctx, services, query }) => {
    const source = services.configuration.feedSource;
    const { events, ...frame } = await readFeedEvents(services, { ...query, lease: query.lease, source });
    return answerTexts(ctx, 'events', events, frame);
  },
);
