import { toEpochMs } from '#core/instant.ts';
import { queueMessage } from '../notifier/queue-message.ts';
import { ACCOUNT, type AccountMailDeps } from './account-mail-deps.ts';
import { isMailTooMany } from './limit-mails.ts';
import { sealSecret } from './sealed-secret.ts';

/** As long as better-auth lets its token live. */
const RESET_LINK_MS = 3_600_000;

/**
 * Mails a link that sets a new password. Beyond three an hour nothing is sent, and nobody is told: whoever asks may not
 * be who has the account.
 */
export async function mailPasswordReset(deps: AccountMailDeps, userId: string, token: string): Promise<void> {
  const nowMs = toEpochMs(deps.effects.now());
  if (await isMailTooMany(deps, userId, 'reset_password')) return;
  const message = { kind: 'reset_password', channel: 'email', destination: '' } as const;
  const secret = await sealSecret(deps.configuration.authSecret, token);
  await queueMessage(deps, { userId, actor: ACCOUNT }, { ...message, secret, expiresAtMs: nowMs + RESET_LINK_MS });
}
