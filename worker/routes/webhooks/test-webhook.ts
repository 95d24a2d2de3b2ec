import { z } from 'zod';
import { queueMessage } from '#application/use-cases/notifier/queue-message.ts';
import { findWebhook } from '#application/use-cases/webhooks/find-webhook.ts';
import { AppError } from '#core/errors.ts';
import { MessageIdSchema } from '#core/ids.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { WebhookParamsSchema } from './webhook-deps.ts';

export const testWebhook = endpoint(
  {
    method: 'post',
    path: '/webhooks/{webhookId}/test',
    operationId: 'testWebhook',
    summary: 'Send a test to a webhook',
    description: 'It goes the way reminders go; what came of it is among the recent messages.',
    section: 'Webhooks',
    access: 'write',
    params: WebhookParamsSchema,
    answer: {
      status: 202,
      description: 'It is on its way.',
      schema: z.strictObject({ messageId: MessageIdSchema }).meta({ id: 'WebhookTest' }),
    },
    problems: ['not_found', 'invalid_state'],
  },
  async ({ ctx, services, principal, params }) => {
    const { userId, actor } = principal;
    const { id, disabledAt } = await findWebhook(services.db, userId, params.webhookId);
    if (disabledAt !== null) throw new AppError('invalid_state', 'It is switched off. Switch it on first.');
    await limitTries(ctx, 'send-again', userId);
    const test = {
      kind: 'webhook_test',
      channel: 'webhook',
      destination: id,
      secret: null,
      expiresAtMs: null,
    } as const;
    return { body: { messageId: await queueMessage(services, { userId, actor }, test) } };
  },
);
