import { z } from 'zod';
import { listWebhookMessages as list } from '#application/use-cases/webhooks/list-webhook-messages.ts';
import { WebhookMessageSchema } from '#core/delivery/webhook.ts';
import { perPageParameter } from '#core/query/page.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { WebhookParamsSchema } from './webhook-deps.ts';

export const listWebhookMessages = endpoint(
  {
    method: 'get',
    path: '/webhooks/{webhookId}/messages',
    operationId: 'listWebhookMessages',
    summary: 'What was sent to a webhook lately, and what it answered',
    section: 'Webhooks',
    access: 'read',
    params: WebhookParamsSchema,
    query: z.strictObject({ per_page: perPageParameter(20) }),
    answer: {
      status: 200,
      description: 'The newest first.',
      schema: z.strictObject({ messages: z.array(WebhookMessageSchema) }).meta({ id: 'WebhookMessages' }),
    },
    problems: ['not_found'],
  },
  async ({ services, principal, params, query }) => ({
    body: { messages: await list(services.db, principal.userId, params.webhookId, query.per_page) },
  }),
);
