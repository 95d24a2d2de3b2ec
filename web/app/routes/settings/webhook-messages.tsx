import { Check, ChevronRight, Clock, Minus, X } from 'lucide-react';
import type { Webhook, WebhookMessage } from '#core/delivery/webhook.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { clockIn } from '#web/app/ui/format/clock-in.ts';
import { fullTime, relativeTime } from '#web/app/ui/format/relative-time.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { attemptWords, describeMessage, readableBody } from './describe-webhook.ts';
import settings from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { useRequest } from './use-request.ts';
import styles from './webhooks.module.css';

const ICONS = { done: Check, waiting: Clock, stopped: Minus, failed: X } as const;

export interface WebhookMessagesProps {
  webhook: Webhook;
  /** The newest first. */
  messages: readonly WebhookMessage[];
}

/** What was sent to a webhook lately, and what it answered; what is not on its way can be sent once more. */
export function WebhookMessages({ webhook, messages }: WebhookMessagesProps) {
  return (
    <SettingsSection title="Recent messages" lead="What was sent, and what was answered at each try.">
      {messages.length === 0 ? (
        <p className={settings.quiet}>Nothing was sent to it yet. A test shows whether it works.</p>
      ) : (
        <ul className={settings.rows}>
          {messages.map((message) => (
            <Message key={message.id} webhookId={webhook.id} message={message} />
          ))}
        </ul>
      )}
    </SettingsSection>
  );
}

function Message({ webhookId, message }: { webhookId: string; message: WebhookMessage }) {
  const { overview, nowMs, toasts } = useWorkspace();
  const { zone, locale } = overview.settings;
  const { isBusy, problem, send } = useRequest();
  const clock = (instant: string) => clockIn(instant, { zone, locale });
  const { tone, title, state, canReplay } = describeMessage(message, clock);
  const atMs = Date.parse(message.createdAt);
  const Icon = ICONS[tone];
  return (
    <li className={styles.message}>
      <details>
        <summary className={styles.summary} data-tone={tone}>
          <ChevronRight aria-hidden="true" className={styles.chevron} />
          <Icon aria-hidden="true" className={styles.stand} />
          <span className={styles.words}>
            <span className={styles.title}>{title}</span> <span className={styles.state}>{state}</span>
          </span>
          <time dateTime={message.createdAt} title={fullTime(atMs, { zone, locale })} className={styles.time}>
            {relativeTime(atMs, { nowMs, zone, locale })}
          </time>
        </summary>
        <div className={styles.details}>
          <dl className={settings.facts}>
            <dt>webhook-id</dt>
            <dd>
              <code>{message.id}</code>
            </dd>
          </dl>
          <Block label="Sent" text={message.request === null ? null : readableBody(message.request)} />
          {message.attempts.map((attempt, at) => (
            // Tries are only ever added at the end.
            <div key={at} className={styles.attempt}>
              <p>
                <strong>Try {at + 1}</strong>, {clock(attempt.at)}: {attemptWords(attempt)}
              </p>
              {attempt.answer === null || attempt.answer === '' ? null : (
                <Block label={`Answer to try ${at + 1}`} text={readableBody(attempt.answer)} />
              )}
            </div>
          ))}
          {canReplay ? (
            <div>
              <Button
                size="small"
                isBusy={isBusy}
                aria-label={`Send again: ${title}, ${clock(message.createdAt)}`}
                onPress={() =>
                  send('POST', `/api/v1/webhooks/${webhookId}/messages/${message.id}/replay`, () =>
                    toasts.add({ message: 'It is on its way once more.' }),
                  )
                }
              >
                Send again
              </Button>
            </div>
          ) : null}
          <FormProblem problem={problem} />
        </div>
      </details>
    </li>
  );
}

/** A text as it went over the wire, in reach of the keyboard because it may have to be scrolled. */
function Block({ label, text }: { label: string; text: string | null }) {
  if (text === null) return <p className={settings.quiet}>Nothing was made to be sent yet.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be in reach of the keyboard.
    <section className={styles.block} tabIndex={0} aria-label={label}>
      <p className={styles.blockLabel}>{label}</p>
      <pre>{text}</pre>
    </section>
  );
}
