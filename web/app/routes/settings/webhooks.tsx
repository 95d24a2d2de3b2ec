import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { MAX_WEBHOOKS, type Webhook } from '#core/delivery/webhook.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { classNames } from '#web/app/ui/class-names.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { EmptyState } from '#web/app/ui/parts/empty-state.tsx';
import type { Route } from './+types/webhooks.ts';
import { dateIn } from './date-in.ts';
import { MakeWebhookDialog } from './make-webhook-dialog.tsx';
import { NotifierNote } from './notifier-note.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import webhookStyles from './webhooks.module.css';

export const meta = () => [{ title: 'Webhooks · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  return await requireSignedIn(context, request).account.listWebhooks();
});

/** The addresses of this person that reminders are sent to. */
export default function Webhooks({ loaderData: { webhooks, notifierSeenAt } }: Route.ComponentProps) {
  const [isMaking, setMaking] = useState(false);
  const isFull = webhooks.length >= MAX_WEBHOOKS;
  const make = (
    <Button icon={<Plus aria-hidden="true" />} isDisabled={isFull} onPress={() => setMaking(true)}>
      New webhook
    </Button>
  );
  return (
    <SettingsSection
      title="Webhooks"
      lead={
        <>
          Reminders that come by webhook are sent to every address here, signed.{' '}
          <Link className="link" to="/guide/email-and-webhooks#how-do-i-know-that-a-call-is-from-carillon">
            How to check the signature
          </Link>
        </>
      }
      action={webhooks.length > 0 ? make : null}
    >
      <NotifierNote channel="webhook" seenAt={notifierSeenAt} />
      {webhooks.length === 0 ? (
        <EmptyState icon={<WebhookIcon />} title="No webhooks yet" action={make}>
          Have a reminder switch on a lamp, post into a chat, or start a program of yours.
        </EmptyState>
      ) : (
        <ul className={styles.rows}>
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
      {isFull ? <p className={styles.quiet}>{MAX_WEBHOOKS} are as many as there can be.</p> : null}
      <MakeWebhookDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </SettingsSection>
  );
}

function WebhookRow({ webhook: { id, name, url, disabledAt, createdAt } }: { webhook: Webhook }) {
  const { zone, locale } = useWorkspace().overview.settings;
  return (
    <li className={styles.row}>
      <div className={styles.rowBody}>
        <p className={styles.rowName}>
          <Link className="link" to={`/settings/webhooks/${id}`}>
            {name}
          </Link>
          {disabledAt === null ? null : <span className={styles.badge}>Off</span>}
        </p>
        <p className={classNames(webhookStyles.address, webhookStyles.short)}>{url}</p>
        <p className={styles.rowMeta}>
          <span>Made {dateIn(createdAt, { zone, locale })}</span>
          {disabledAt === null ? null : <span>Off since {dateIn(disabledAt, { zone, locale })}</span>}
        </p>
      </div>
    </li>
  );
}
