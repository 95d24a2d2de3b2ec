import { resyncConsumer as resync } from '#application/use-cases/feed/change-consumer.ts';
import { ConsumerSchema } from '#core/feed/protocol.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const resyncConsumer = endpoint(
  {
    method: 'post',
    path: '/feed/resync',
    operationId: 'resyncConsumer',
    summary: 'Let a consumer of the feed begin anew with a snapshot',
    section: 'Operator',
    access: 'operator',
    body: ConsumerSchema,
    answer: { status: 200, description: 'It does, when it next asks for its lease.', schema: ConsumerSchema },
    problems: ['not_found'],
  },
  async ({ services: { db }, body }) => {
    await resync(db, body.consumer);
    return { body };
  },
);
