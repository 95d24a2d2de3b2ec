import { z } from 'zod';
import { sendAgain } from '#application/use-cases/notifier/send-again.ts';
import { DeliveryIdSchema, FiringIdSchema } from '#core/ids.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const sendDeliveryAgain = endpoint(
  {
    method: 'post',
    path: '/notifications/{firingId}/deliveries/{deliveryId}/send-again',
    operationId: 'sendDeliveryAgain',
    summary: 'Send what was given up once more',
    description:
      'A mail or a call that failed for good gets all its tries again. Of a task that is completed or deleted since nothing is sent.',
    section: 'Reminders',
    access: 'write',
    params: z.strictObject({ firingId: FiringIdSchema, deliveryId: DeliveryIdSchema }),
    answer: { status: 202, description: 'It is on its way.' },
    problems: ['not_found', 'invalid_state'],
  },
  async ({ ctx, services, principal: { userId, actor }, params }) => {
    await limitTries(ctx, 'send-again', userId);
    await sendAgain(services, { userId, actor }, params);
    return { body: null };
  },
);
