import { resendMessage } from '#application/use-cases/notifier/send-again.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { WebhookMessageParamsSchema } from './webhook-deps.ts';

export const replayWebhookMessage = endpoint(
  {
    method: 'post',
    path: '/webhooks/{webhookId}/messages/{messageId}/replay',
    operationId: 'replayWebhookMessage',
    summary: 'Send a message to a webhook once more',
    description: 'With the same `webhook-id` and body, whatever became of the task. Not while it is on its way.',
    section: 'Webhooks',
    access: 'write',
    params: WebhookMessageParamsSchema,
    answer: { status: 202, description: 'It is on its way.' },
    problems: ['not_found', 'invalid_state'],
  },
  async ({ ctx, services, principal, params: { webhookId, messageId } }) => {
    const { userId, actor } = principal;
    await limitTries(ctx, 'send-again', userId);
    await resendMessage(services, { userId, actor }, { messageId, destination: webhookId, isReplay: true });
    return { body: null };
  },
);
