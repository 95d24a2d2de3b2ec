import { Mail, MailCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { EmailStatus } from '#core/account/email.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { classNames } from '#web/app/ui/class-names.ts';
import { relativeTime } from '#web/app/ui/format/relative-time.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Switch } from '#web/app/ui/parts/switch.tsx';
import { describeEmail } from './describe-email.ts';
import { NotifierNote } from './notifier-note.tsx';
import styles from './push-setting.module.css';
import settings from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { useRequest } from './use-request.ts';

/** Where reminders are mailed to, whether they can be, and whether they are wanted. */
export function EmailSetting({ email, isDemo }: { email: EmailStatus; isDemo: boolean }) {
  if (isDemo) {
    return (
      <SettingsSection id="email" title="Email">
        <div className={settings.notice}>
          <p className={styles.here}>
            <Mail aria-hidden="true" />
            <span>A demo account has no address of its own, so nothing is mailed from it.</span>
          </p>
        </div>
      </SettingsSection>
    );
  }
  return <OwnEmail email={email} />;
}

function OwnEmail({ email }: { email: EmailStatus }) {
  const { overview, nowMs, toasts } = useWorkspace();
  const verifying = useRequest();
  const { isReady, words, action } = describeEmail(email, (instant) =>
    relativeTime(Date.parse(instant), { nowMs, ...overview.settings }),
  );
  useFreshOnReturn(!email.isVerified);
  const Icon = isReady ? MailCheck : Mail;
  return (
    <SettingsSection id="email" title="Email" lead="Reminders that come by email go to the address of your account.">
      <div className={settings.notice}>
        <p role="status" className={classNames(styles.here, styles.long, isReady && styles.on)}>
          <Icon aria-hidden="true" />
          <span>{words}</span>
        </p>
        {action ? (
          <Button
            isBusy={verifying.isBusy}
            onPress={() =>
              verifying.send('POST', '/api/v1/email/verification', () =>
                toasts.add({ message: `A link to ${email.address} was asked for.` }),
              )
            }
          >
            {action}
          </Button>
        ) : null}
      </div>
      <FormProblem problem={verifying.problem} />
      <NotifierNote channel="email" seenAt={email.notifierSeenAt} />
      <Subscription isSubscribed={email.isSubscribed} />
    </SettingsSection>
  );
}

function Subscription({ isSubscribed }: { isSubscribed: boolean }) {
  const { toasts } = useWorkspace();
  const { isBusy, problem, send } = useRequest();
  const [wanted, setWanted] = useState<boolean | null>(null);
  // What was pressed shows at once; when it has been answered, what is true does.
  useEffect(() => {
    if (!isBusy) setWanted(null);
  }, [isBusy]);
  const change = (next: boolean) => {
    setWanted(next);
    const message = next ? 'Reminders are mailed again.' : 'No more mail about reminders.';
    send('PATCH', '/api/v1/email', () => toasts.add({ message }), { isSubscribed: next });
  };
  return (
    <>
      <div className={settings.switches}>
        <Switch
          isSelected={wanted ?? isSubscribed}
          isReadOnly={isBusy}
          onChange={change}
          help="Off, no reminder is mailed, whatever its task says. Links for your address and your password still are."
        >
          Mail about reminders
        </Switch>
      </div>
      <FormProblem problem={problem} />
    </>
  );
}

/** The link is opened in another tab: whoever comes back from there wants to see that it worked. */
function useFreshOnReturn(isAwaited: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isAwaited) return;
    const look = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) void revalidate();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [isAwaited, revalidate]);
}
