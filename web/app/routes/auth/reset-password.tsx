import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ResetPasswordSchema } from '#core/account/sign-in.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { PasswordField } from '#web/app/forms/password-field.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import styles from './auth-form.module.css';
import { AuthForm } from './auth-form.tsx';
import { brokenLink } from './broken-link.ts';
import { Outcome } from './outcome.tsx';

// The address holds the token: no page that is opened from here may learn it.
export const meta = () => [{ title: 'Set a new password · Carillon' }, { name: 'referrer', content: 'no-referrer' }];

export default function ResetPassword() {
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const [isDone, setDone] = useState(false);
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: ResetPasswordSchema,
    names: { newPassword: 'The password', token: 'This link' },
    read: (fields) => ({ token, newPassword: fields.get('newPassword') }),
    send: (value) => sendRequest('POST', '/api/auth/reset-password', value),
    onDone: () => setDone(true),
  });
  const linkError = token === '' ? 'It lost a part on its way here. Ask for a new one.' : errorOf('token');
  if (isDone) {
    return (
      <Outcome title="The new password holds">
        Every device that was signed in has been signed out. Sign in with the new password.
      </Outcome>
    );
  }
  return (
    <AuthForm
      title="Set a new password"
      lead="Every device that is signed in will be signed out."
      foot={
        <Link className="link" to="/forgot-password">
          Ask for a new link
        </Link>
      }
    >
      <form {...form} className={styles.form}>
        <PasswordField
          name="newPassword"
          label="New password"
          autoComplete="new-password"
          error={errorOf('newPassword')}
        />
        <FormProblem problem={problem ?? brokenLink(linkError)} />
        <SubmitButton isBusy={isBusy} isWide isDisabled={token === ''}>
          Set the password
        </SubmitButton>
      </form>
    </AuthForm>
  );
}
