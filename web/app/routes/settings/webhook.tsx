import { ArrowLeft, Send } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import type { Route } from './+types/webhook.ts';
import { dateIn } from './date-in.ts';
import { offWords } from './describe-webhook.ts';
import { NotifierNote } from './notifier-note.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { useRequest } from './use-request.ts';
import { WebhookActions } from './webhook-actions.tsx';
import { WebhookFacts } from './webhook-facts.tsx';
import { WebhookMessages } from './webhook-messages.tsx';

export const meta = ({ loaderData }: Route.MetaArgs) => [
  { title: `${loaderData?.webhook.name ?? 'Webhook'} · Webhooks · Carillon` },
];

export const loader = guarded(async ({ context, request, params }: Route.LoaderArgs) => {
  const { account } = requireSignedIn(context, request);
  return await account.getWebhook(params.webhookId);
});

/** One webhook: where it is called, what was sent there lately and what it answered. */
export default function WebhookPage({ loaderData }: Route.ComponentProps) {
  const { webhook, messages, notifierSeenAt } = loaderData;
  const { overview, toasts } = useWorkspace();
  const navigate = useNavigate();
  const switching = useRequest();
  const testing = useRequest();
  const path = `/api/v1/webhooks/${webhook.id}`;
  const off = offWords(webhook, (instant) => dateIn(instant, overview.settings));
  return (
    <>
      <p>
        <Link className="link" to="/settings/webhooks">
          <ArrowLeft aria-hidden="true" className={styles.back} />
          All webhooks
        </Link>
      </p>
      <SettingsSection
        title={webhook.name}
        action={
          <Button
            icon={<Send aria-hidden="true" />}
            isDisabled={off !== null}
            isBusy={testing.isBusy}
            onPress={() =>
              testing.send('POST', `${path}/test`, () =>
                toasts.add({ message: 'A test is asked for. See below what came of it.' }),
              )
            }
          >
            Send a test
          </Button>
        }
      >
        <FormProblem problem={testing.problem} />
        {off ? (
          <div className={styles.notice}>
            <p role="status">
              <strong>This webhook is off.</strong> {off} Nothing is sent to it.
            </p>
            <Button
              isBusy={switching.isBusy}
              onPress={() =>
                switching.send('PATCH', path, () => toasts.add({ message: `“${webhook.name}” is on again.` }), {
                  isEnabled: true,
                })
              }
            >
              Switch on
            </Button>
          </div>
        ) : null}
        <FormProblem problem={switching.problem} />
        <NotifierNote channel="webhook" seenAt={notifierSeenAt} />
        <WebhookFacts webhook={webhook} />
        <WebhookActions webhook={webhook} onDeleted={() => void navigate('/settings/webhooks')} />
      </SettingsSection>
      <WebhookMessages webhook={webhook} messages={messages} />
    </>
  );
}
