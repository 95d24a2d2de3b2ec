import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { VerifyEmailSchema } from '#core/account/email.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import styles from './auth-form.module.css';
import { AuthForm } from './auth-form.tsx';
import { brokenLink } from './broken-link.ts';
import { Outcome } from './outcome.tsx';

// The address holds the token: no page that is opened from here may learn it.
export const meta = () => [{ title: 'Verify the address · Carillon' }, { name: 'referrer', content: 'no-referrer' }];

/** Where the link of a verification mail lands. It asks: scanners of mail open every link, and it works once. */
export default function VerifyEmail() {
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const [isDone, setDone] = useState(false);
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: VerifyEmailSchema,
    names: { token: 'This link' },
    read: () => ({ token }),
    send: (value) => sendRequest('POST', '/api/auth/verify-email', value),
    onDone: () => setDone(true),
  });
  const linkError = token === '' ? 'It lost a part on its way here. Ask for a new one.' : errorOf('token');
  if (isDone) {
    return (
      <Outcome title="The address is yours" next={{ to: '/settings/reminders#email', label: 'Go to the settings' }}>
        From now on reminders can be mailed to it. This page can be closed.
      </Outcome>
    );
  }
  return (
    <AuthForm
      title="Is this address yours?"
      lead="You were sent here by a link in a mail. If you asked for it, say so: reminders can then be mailed to that address. If not, close this page."
      foot={
        <Link className="link" to="/settings/reminders#email">
          Ask for a new link in the settings
        </Link>
      }
    >
      <form {...form} className={styles.form}>
        <FormProblem problem={problem ?? brokenLink(linkError)} />
        <SubmitButton isBusy={isBusy} isWide isDisabled={token === ''}>
          Yes, it is mine
        </SubmitButton>
      </form>
    </AuthForm>
  );
}
