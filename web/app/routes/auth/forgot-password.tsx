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
      <Outcome title="Look into your mail">
        If {askedFor} has an account here, a link that sets a new password is mailed to it. It works once, for an hour.
        If nothing comes, look among the spam, or ask whoever runs this Carillon: they can give you a link, too.
      </Outcome>
    );
  }
  return (
    <AuthForm
      title="Forgot the password"
      lead="Say which address the account has. A link that sets a new password is mailed there."
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
          Mail me a link
        </SubmitButton>
      </form>
    </AuthForm>
  );
}
