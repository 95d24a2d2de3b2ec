import { readFeedStatus } from '#application/use-cases/feed/read-feed-status.ts';
import { FeedStatusSchema } from '#core/feed/protocol.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const showFeed = endpoint(
  {
    method: 'get',
    path: '/feed',
    operationId: 'showFeed',
    summary: 'How far the consumers of the feed have read',
    section: 'Operator',
    access: 'operator',
    answer: { status: 200, description: 'The end of the log, and its consumers.', schema: FeedStatusSchema },
  },
  async ({ services }) => ({ body: await readFeedStatus(services) }),
);
