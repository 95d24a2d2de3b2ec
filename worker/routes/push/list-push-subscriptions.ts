import { z } from 'zod';
import { listPushSubscriptions as list } from '#application/use-cases/push/list-push-subscriptions.ts';
import { PushSubscriptionSchema } from '#core/delivery/push-subscription.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listPushSubscriptions = endpoint(
  {
    method: 'get',
    path: '/push/subscriptions',
    operationId: 'listPushSubscriptions',
    summary: 'The devices that get pushes',
    section: 'Push',
    access: 'session',
    answer: {
      status: 200,
      description: 'Oldest first.',
      schema: z.strictObject({ subscriptions: z.array(PushSubscriptionSchema) }).meta({ id: 'PushSubscriptions' }),
    },
  },
  async ({ services, principal }) => ({ body: { subscriptions: await list(services.db, principal.userId) } }),
);
