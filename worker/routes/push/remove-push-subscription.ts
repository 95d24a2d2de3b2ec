import { removePushSubscription as remove } from '#application/use-cases/push/remove-push-subscription.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { PushParamsSchema } from './push-params.ts';

export const removePushSubscription = endpoint(
  {
    method: 'delete',
    path: '/push/subscriptions/{subscriptionId}',
    operationId: 'removePushSubscription',
    summary: 'Send nothing more to a device',
    section: 'Push',
    access: 'session',
    params: PushParamsSchema,
    answer: { status: 204, description: 'Removed.' },
    problems: ['not_found'],
  },
  async ({ services, principal, params }) => {
    await remove(services.db, principal.userId, params.subscriptionId);
    return { body: null };
  },
);
