import { replayDead } from '#application/use-cases/notifier/replay-dead.ts';
import { DeliveriesReplayedSchema, ReplayDeliveriesSchema } from '#core/query/deliveries-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const replayDeliveries = endpoint(
  {
    method: 'post',
    path: '/deliveries/replay',
    operationId: 'replayDeliveries',
    summary: 'Send mails and calls that were given up once more',
    description:
      'Of everybody or of one user, since a moment; the oldest first, so many a request. What nobody needs any more is not sent.',
    section: 'Operator',
    access: 'operator',
    body: ReplayDeliveriesSchema,
    answer: { status: 200, description: 'How many.', schema: DeliveriesReplayedSchema },
  },
  async ({ services, body }) => ({ body: await replayDead(services, body) }),
);
