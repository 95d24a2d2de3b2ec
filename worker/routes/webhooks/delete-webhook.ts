import { deleteWebhook as remove } from '#application/use-cases/webhooks/delete-webhook.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { WebhookParamsSchema } from './webhook-deps.ts';

export const deleteWebhook = endpoint(
  {
    method: 'delete',
    path: '/webhooks/{webhookId}',
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook',
    description: 'What waits for it is not sent.',
    section: 'Webhooks',
    access: 'write',
    params: WebhookParamsSchema,
    answer: { status: 204, description: 'It is gone.' },
    problems: ['not_found'],
  },
  async ({ services, principal, params }) => {
    await remove(services.db, principal.userId, params.webhookId);
    return { body: null };
  },
);
