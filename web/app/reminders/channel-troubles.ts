import type { EmailStatus } from '#core/account/email.ts';
import type { Webhook } from '#core/delivery/webhook.ts';

/** What stands in the way of a channel that leaves Carillon, in sentences; none when nothing does. */
export interface ChannelTroubles {
  email: readonly string[];
  webhook: readonly string[];
}

export const NO_MAIL_NOTIFIER = 'No notifier has come for mail yet, so it waits.';
export const NO_WEBHOOK_NOTIFIER = 'No notifier has come for webhooks yet, so calls wait.';

export function emailTroubles({ isVerified, isSubscribed, notifierSeenAt }: EmailStatus): string[] {
  return [
    notifierSeenAt === null && NO_MAIL_NOTIFIER,
    !isVerified && 'Your address is not verified, so nothing is mailed to it.',
    !isSubscribed && 'You stopped mail about reminders.',
  ].filter((sentence) => sentence !== false);
}

export function webhookTroubles(webhooks: readonly Webhook[], notifierSeenAt: string | null): string[] {
  const isNoneOn = webhooks.every(({ disabledAt }) => disabledAt !== null);
  return [
    webhooks.length === 0 && 'You have no webhook yet.',
    webhooks.length > 0 && isNoneOn && 'All your webhooks are switched off.',
    notifierSeenAt === null && NO_WEBHOOK_NOTIFIER,
  ].filter((sentence) => sentence !== false);
}
