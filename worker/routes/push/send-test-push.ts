import { sendTestPush as send } from '#application/use-cases/push/send-test-push.ts';
import { PushTestSchema } from '#core/delivery/push-subscription.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { PushParamsSchema } from './push-params.ts';
import { requirePush } from './require-push.ts';

export const sendTestPush = endpoint(
  {
    method: 'post',
    path: '/push/subscriptions/{subscriptionId}/test',
    operationId: 'sendTestPush',
    summary: 'Send a test message to a device',
    section: 'Push',
    access: 'session',
    params: PushParamsSchema,
    answer: { status: 200, description: 'What its push service answered.', schema: PushTestSchema },
    problems: ['not_found', 'invalid_state'],
  },
  async ({ services, principal, params }) => {
    const { db, effects } = services;
    return { body: await send({ db, effects, push: requirePush(services) }, principal.userId, params.subscriptionId) };
  },
);
