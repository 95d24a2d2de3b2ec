import { rotateWebhook as rotate } from '#application/use-cases/webhooks/rotate-webhook.ts';
import { WebhookWithSecretSchema } from '#core/delivery/webhook.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { WebhookParamsSchema, webhookDeps } from './webhook-deps.ts';

export const rotateWebhook = endpoint(
  {
    method: 'post',
    path: '/webhooks/{webhookId}/rotate',
    operationId: 'rotateWebhook',
    summary: 'Give a webhook a fresh secret',
    description: 'The secret before signs too for a day.',
    section: 'Webhooks',
    access: 'write',
    params: WebhookParamsSchema,
    answer: { status: 200, description: 'The webhook, and its fresh secret.', schema: WebhookWithSecretSchema },
    problems: ['not_found'],
  },
  async ({ ctx, principal, params }) => ({ body: await rotate(webhookDeps(ctx), principal.userId, params.webhookId) }),
);
