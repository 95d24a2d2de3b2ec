import { Temporal } from 'temporal-polyfill';
import type { Webhook } from '#core/delivery/webhook.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { formatWallClock } from '#web/app/ui/format/format-wall-clock.ts';
import { dateIn } from './date-in.ts';
import styles from './settings.module.css';
import webhookStyles from './webhooks.module.css';

/** What can be said about a webhook; never its secret. */
export function WebhookFacts({ webhook }: { webhook: Webhook }) {
  const { zone, locale } = useWorkspace().overview.settings;
  const { url, createdAt, previousSecretUntil } = webhook;
  return (
    <dl className={styles.facts}>
      <dt>Address</dt>
      <dd className={webhookStyles.address}>{url}</dd>
      <dt>Made</dt>
      <dd>{dateIn(createdAt, { zone, locale })}</dd>
      <dt>Secret</dt>
      <dd>
        {previousSecretUntil === null
          ? 'It was shown once, and signs every call.'
          : `The one before signs too until ${momentOf(previousSecretUntil, zone, locale)}.`}
      </dd>
    </dl>
  );
}

function momentOf(instant: string, zone: string, locale: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return formatWallClock(at, locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
}
