import { forgetConsumer as forget } from '#application/use-cases/feed/change-consumer.ts';
import { ConsumerSchema } from '#core/feed/protocol.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const forgetConsumer = endpoint(
  {
    method: 'post',
    path: '/feed/forget',
    operationId: 'forgetConsumer',
    summary: 'Forget a consumer of the feed',
    section: 'Operator',
    access: 'operator',
    body: ConsumerSchema,
    answer: { status: 200, description: 'It holds nothing back any more.', schema: ConsumerSchema },
    problems: ['not_found'],
  },
  async ({ services: { db }, body }) => {
    await forget(db, body.consumer);
    return { body };
  },
);
