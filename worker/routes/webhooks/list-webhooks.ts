import { z } from 'zod';
import { findNotifier } from '#application/db/queries/find-notifier.ts';
import { listWebhooks as list } from '#application/use-cases/webhooks/find-webhook.ts';
import { WebhookSchema } from '#core/delivery/webhook.ts';
import { InstantSchema } from '#core/instant.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listWebhooks = endpoint(
  {
    method: 'get',
    path: '/webhooks',
    operationId: 'listWebhooks',
    summary: 'Your webhooks',
    section: 'Webhooks',
    access: 'read',
    answer: {
      status: 200,
      description: 'Oldest first.',
      schema: z
        .strictObject({
          webhooks: z.array(WebhookSchema),
          notifierSeenAt: InstantSchema.nullable().meta({
            description: 'When a program that calls webhooks last came for work; null when none ever did.',
          }),
        })
        .meta({ id: 'Webhooks' }),
    },
  },
  async ({ services: { db, effects }, principal }) => {
    const [webhooks, notifierSeenAt] = await Promise.all([
      list(db, principal.userId, effects.now()),
      findNotifier(db, 'webhook'),
    ]);
    return { body: { webhooks, notifierSeenAt } };
  },
);
