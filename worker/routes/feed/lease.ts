import { leaseFeed } from '#application/use-cases/feed/lease-feed.ts';
import { LeaseRequestSchema, LeaseSchema } from '#core/feed/protocol.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const lease = endpoint(
  {
    method: 'post',
    path: '/lease',
    operationId: 'leaseFeed',
    summary: 'Take or renew the lease of a consumer',
    description:
      'One holder works, others stand by and ask again. With `token` the lease is renewed; without it a free one is taken. A consumer that asks for the first time is made by it. `409 lease_held` names who has it and until when; `409 lease_lost` says that the token to renew is no longer the lease’s.',
    section: 'Feed',
    access: 'service:feed',
    body: LeaseRequestSchema,
    answer: { status: 200, description: 'The lease is yours.', schema: LeaseSchema },
    problems: ['lease_held', 'lease_lost', 'limit_reached'],
  },
  async ({ services, body }) => ({ body: await leaseFeed(services, body) }),
);
