import { releaseFeed } from '#application/use-cases/feed/release-feed.ts';
import { ReleaseRequestSchema } from '#core/feed/protocol.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const release = endpoint(
  {
    method: 'post',
    path: '/release',
    operationId: 'releaseFeed',
    summary: 'Give the lease of a consumer back',
    description:
      'So that whoever stands by need not wait for its end. A lease that is not held any more stays as it is.',
    section: 'Feed',
    access: 'service:feed',
    body: ReleaseRequestSchema,
    answer: { status: 204, description: 'It is not yours any more.' },
  },
  async ({ services, body }) => {
    await releaseFeed(services.db, body);
    return { body: null };
  },
);
