import type { Database } from '#application/db/database.ts';
import { findNotifier } from '#application/db/queries/find-notifier.ts';
import type { Effects } from '#application/effects.ts';
import type { AccountServices } from '#application/services.ts';
import { getAccount } from '#application/use-cases/accounts/get-account.ts';
import { listApiTokens } from '#application/use-cases/accounts/list-api-tokens.ts';
import { listSessions } from '#application/use-cases/accounts/list-sessions.ts';
import { getEmailStatus } from '#application/use-cases/mail/get-email-status.ts';
import { findWebhook, listedWebhook, listWebhooks } from '#application/use-cases/webhooks/find-webhook.ts';
import { listWebhookMessages } from '#application/use-cases/webhooks/list-webhook-messages.ts';
import type { Principal } from './auth/principal.ts';

/** As many as one looks through; the API has more. */
const SHOWN_MESSAGES = 20;

/** What pages show of a person's own account. */
export function createAccountServices(
  db: Database,
  effects: Effects,
  { userId, credential }: Principal,
): AccountServices {
  return {
    getAccount: () => getAccount(db, userId),
    listTokens: () => listApiTokens(db, userId),
    listSessions: () => listSessions(db, effects.now(), userId, credential),
    getEmail: () => getEmailStatus(db, userId),
    async listWebhooks() {
      const [webhooks, notifierSeenAt] = await Promise.all([
        listWebhooks(db, userId, effects.now()),
        findNotifier(db, 'webhook'),
      ]);
      return { webhooks, notifierSeenAt };
    },
    async getWebhook(webhookId) {
      const [row, messages, notifierSeenAt] = await Promise.all([
        findWebhook(db, userId, webhookId),
        listWebhookMessages(db, userId, webhookId, SHOWN_MESSAGES),
        findNotifier(db, 'webhook'),
      ]);
      return { webhook: listedWebhook(row, effects.now()), messages, notifierSeenAt };
    },
  };
}
