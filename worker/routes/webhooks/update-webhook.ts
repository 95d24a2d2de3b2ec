import { updateWebhook as update } from '#application/use-cases/webhooks/update-webhook.ts';
import { WebhookPatchSchema, WebhookSchema } from '#core/delivery/webhook.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { WebhookParamsSchema, webhookDeps } from './webhook-deps.ts';

export const updateWebhook = endpoint(
  {
    method: 'patch',
    path: '/webhooks/{webhookId}',
    operationId: 'updateWebhook',
    summary: 'Rename a webhook, point it elsewhere, or switch it off or on',
    description: 'What waits for one that is off is not sent. One that answered 410 was switched off by that.',
    section: 'Webhooks',
    access: 'write',
    params: WebhookParamsSchema,
    body: WebhookPatchSchema,
    answer: { status: 200, description: 'The webhook.', schema: WebhookSchema },
    problems: ['not_found'],
  },
  async ({ ctx, principal: { userId, credential }, params, body }) => {
    const by = { userId, tokenId: credential.kind === 'token' ? credential.id : null };
    return { body: await update(webhookDeps(ctx), by, params.webhookId, body) };
  },
);
