import { useState } from 'react';
import { Link } from 'react-router';
import { RequestPasswordResetSchema } from '#core/account/sign-in.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import styles from './auth-form.module.css';
import { AuthForm } from './auth-form.tsx';
import { Outcome } from './outcome.tsx';

export const meta = () => [{ title: 'Forgot the password · Carillon' }];

/** The answer is the same for every address, so that nobody learns from it who has an account. */
export default function ForgotPassword() {
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: RequestPasswordResetSchema,
    names: { email: 'The email address' },
    send: (value) => sendRequest('POST', '/api/auth/request-password-reset', value),
    onDone: (_body, { email }) => setAskedFor(email),
  });
  if (askedFor !== null) {
    return (
      <Outcome title="Asked for">
        If {askedFor} has an account here, whoever runs this Carillon can now give you a link that sets a new password.
        It works once, for an hour.
      </Outcome>
    );
  }
  return (
    <AuthForm
      title="Forgot the password"
      lead="Say which address the account has. You get a link that sets a new password."
      foot={
        <Link className="link" to="/sign-in">
          Back to sign in
        </Link>
      }
    >
      <form {...form} className={styles.form}>
        <TextField
          name="email"
          type="email"
          label="Email"
          autoComplete="username"
          inputMode="email"
          isRequired
          error={errorOf('email')}
        />
        <FormProblem problem={problem} />
        <SubmitButton isBusy={isBusy} isWide>
          Ask for a link
        </SubmitButton>
      </form>
    </AuthForm>
  );
}
