import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { z } from 'zod';
import { sendRequest } from '#web/app/api/send-request.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import styles from './auth-form.module.css';
import { AuthForm } from './auth-form.tsx';
import { brokenLink } from './broken-link.ts';
import { Outcome } from './outcome.tsx';

// The address holds the token: no page that is opened from here may learn it.
export const meta = () => [
  { title: 'Stop mail about reminders · Carillon' },
  { name: 'referrer', content: 'no-referrer' },
  { name: 'robots', content: 'noindex' },
];

/**
 * Where the link at the foot of a mail lands. It asks, because scanners of mail open every link; nobody has to be
 * signed in. The form is a real one to the same address, so that it works before scripts run, and without them.
 */
export default function Unsubscribe() {
  const { token = '' } = useParams();
  const [isDone, setDone] = useState(false);
  const { form, isBusy, problem } = useSubmission({
    schema: z.object({}),
    names: {},
    send: () => sendRequest('POST', `/unsubscribe/${encodeURIComponent(token)}`),
    onDone: () => setDone(true),
  });
  if (isDone) {
    return (
      <Outcome title="No more mail" next={{ to: '/settings/reminders#email', label: 'Go to the settings' }}>
        Carillon mails you no reminders any more. They still ring in the app, and wherever else you want them. The
        settings bring the mail back.
      </Outcome>
    );
  }
  return (
    <AuthForm
      title="Stop mail about reminders?"
      lead="Reminders still ring in the app, and wherever else you want them. Links for your address and your password are still mailed."
      foot={
        <Link className="link" to="/settings/reminders">
          Choose in the settings where reminders go
        </Link>
      }
    >
      <form {...form} className={styles.form}>
        <FormProblem
          problem={
            problem?.code === 'not_found' ? brokenLink('It is none of ours, or lost a part on its way here.') : problem
          }
        />
        <Button type="submit" variant="primary" isBusy={isBusy} isWide>
          Stop mailing me reminders
        </Button>
      </form>
    </AuthForm>
  );
}
