import { createWebhook as create } from '#application/use-cases/webhooks/create-webhook.ts';
import { NewWebhookSchema, WebhookWithSecretSchema } from '#core/delivery/webhook.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { webhookDeps } from './webhook-deps.ts';

export const createWebhook = endpoint(
  {
    method: 'post',
    path: '/webhooks',
    operationId: 'createWebhook',
    summary: 'Have reminders sent to an address of yours',
    description:
      'Reminders with the channel `webhook` are sent to every webhook, signed as Standard Webhooks says. This answer and that of a rotation are the only places that ever show a secret. One that a token made ends with that token.',
    section: 'Webhooks',
    access: 'write',
    body: NewWebhookSchema,
    answer: { status: 201, description: 'The webhook, and its secret.', schema: WebhookWithSecretSchema },
    problems: ['limit_reached'],
  },
  async ({ ctx, principal, body }) => {
    const { kind, id } = principal.credential;
    const owner = { userId: principal.userId, tokenId: kind === 'token' ? id : null };
    return { body: await create(webhookDeps(ctx), owner, body) };
  },
);
