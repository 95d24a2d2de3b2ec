import { addPushSubscription as add } from '#application/use-cases/push/add-push-subscription.ts';
import { NewPushSubscriptionSchema, PushSubscriptionSchema } from '#core/delivery/push-subscription.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { requirePush } from './require-push.ts';

export const addPushSubscription = endpoint(
  {
    method: 'post',
    path: '/push/subscriptions',
    operationId: 'addPushSubscription',
    summary: 'Let reminders reach this browser',
    description:
      'Takes what `PushManager.subscribe()` gave. Saying so again changes nothing but the keys and the name. It ends with the session.',
    section: 'Push',
    access: 'session',
    body: NewPushSubscriptionSchema,
    answer: { status: 201, description: 'The device.', schema: PushSubscriptionSchema },
    problems: ['invalid_state', 'limit_reached'],
  },
  async ({ services, principal, body }) => {
    const { db, effects } = services;
    const owner = { userId: principal.userId, sessionId: principal.credential.id };
    return { body: await add({ db, effects, push: requirePush(services) }, owner, body) };
  },
);
