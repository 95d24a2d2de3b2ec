import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { EmailStatusSchema } from '#core/account/email.ts';
import { WebhookSchema } from '#core/delivery/webhook.ts';
import { InstantSchema } from '#core/instant.ts';
import type { Channel } from '#core/reminder/reminder.ts';
import { sendRequest } from '../api/send-request.ts';
import { type ChannelTroubles, emailTroubles, webhookTroubles } from './channel-troubles.ts';
import styles from './reminder-editor.module.css';

const WebhooksSchema = z.object({ webhooks: z.array(WebhookSchema), notifierSeenAt: InstantSchema.nullable() });

/** What stands in the way of mail and calls that a reminder is to go by, and where that is put right. */
export function ChannelNotes({ channels }: { channels: readonly Channel[] }) {
  const isMailed = channels.includes('email');
  const isCalled = channels.includes('webhook');
  const [troubles, setTroubles] = useState<ChannelTroubles>({ email: [], webhook: [] });
  useEffect(() => {
    let isCurrent = true;
    void Promise.all([isMailed ? lookAtMail() : [], isCalled ? lookAtWebhooks() : []]).then(([email, webhook]) => {
      if (isCurrent) setTroubles({ email, webhook });
    });
    return () => {
      isCurrent = false;
    };
  }, [isMailed, isCalled]);
  return (
    <div role="status" className={styles.notes}>
      {troubles.email.length > 0 ? (
        <p className={styles.note}>
          {troubles.email.join(' ')}{' '}
          <Link className="link" to="/settings/reminders#email">
            Email settings
          </Link>
        </p>
      ) : null}
      {troubles.webhook.length > 0 ? (
        <p className={styles.note}>
          {troubles.webhook.join(' ')}{' '}
          <Link className="link" to="/settings/webhooks">
            Your webhooks
          </Link>
        </p>
      ) : null}
    </div>
  );
}

/** Without an answer nothing is said: it is a hint, and the settings tell the rest. */
async function lookAtMail(): Promise<readonly string[]> {
  const answer = await sendRequest('GET', '/api/v1/email');
  const read = answer.isOk ? EmailStatusSchema.safeParse(answer.body) : null;
  return read?.success ? emailTroubles(read.data) : [];
}

async function lookAtWebhooks(): Promise<readonly string[]> {
  const answer = await sendRequest('GET', '/api/v1/webhooks');
  const read = answer.isOk ? WebhooksSchema.safeParse(answer.body) : null;
  return read?.success ? webhookTroubles(read.data.webhooks, read.data.notifierSeenAt) : [];
}
