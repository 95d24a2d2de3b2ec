import { readFeedStatus } from '#application/use-cases/feed/read-feed-status.ts';
import { FeedStatusSchema } from '#core/feed/protocol.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const readStatus = endpoint(
  {
    method: 'get',
    path: '/status',
    operationId: 'readFeedStatus',
    summary: 'How far everybody has read',
    section: 'Feed',
    access: 'service:feed',
    answer: { status: 200, description: 'The end of the log, and its consumers.', schema: FeedStatusSchema },
  },
  async ({ services }) => ({ body: await readFeedStatus(services) }),
);
