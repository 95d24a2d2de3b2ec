import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { listWebhookMessages } from './list-webhook-messages.ts';
import { listWebhooks } from './list-webhooks.ts';
import { replayWebhookMessage } from './replay-webhook-message.ts';
import { rotateWebhook } from './rotate-webhook.ts';
import { testWebhook } from './test-webhook.ts';
import { updateWebhook } from './update-webhook.ts';

export const webhookEndpoints = [
  listWebhooks,
  createWebhook,
  updateWebhook,
  deleteWebhook,
  rotateWebhook,
  testWebhook,
  listWebhookMessages,
  replayWebhookMessage,
];
