import { Link, redirect, useSearchParams } from 'react-router';
import { SignUpSchema } from '#core/account/sign-in.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { deviceDefaults } from '#web/app/auth/device-defaults.ts';
import { ownPath } from '#web/app/auth/own-path.ts';
import { requestContext } from '#web/app/context.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { PasswordField } from '#web/app/forms/password-field.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import type { Route } from './+types/sign-up.ts';
import styles from './auth-form.module.css';
import { AuthForm } from './auth-form.tsx';

export const meta = () => [{ title: 'Make an account · Carillon' }];

export function loader({ context, request }: Route.LoaderArgs) {
  if (context.get(requestContext).signedIn) throw redirect(ownPath(new URL(request.url).searchParams.get('next')));
  return null;
}

export default function SignUp() {
  const [search] = useSearchParams();
  const next = search.get('next');
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: SignUpSchema,
    names: { name: 'Your name', email: 'The email address', password: 'The password' },
    read: newAccount,
    send: (value) => sendRequest('POST', '/api/auth/sign-up/email', value),
    onDone: () => window.location.assign(ownPath(next)),
    explain: ({ code }) =>
      code === 'id_taken' ? { email: 'There is an account with this address. Sign in, or reset its password.' } : null,
  });
  return (
    <AuthForm
      title="Make an account"
      foot={
        <>
          Have one already?{' '}
          <Link className="link" to={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}>
            Sign in
          </Link>
        </>
      }
    >
      <form {...form} className={styles.form}>
        <TextField name="name" label="Name (optional)" autoComplete="name" error={errorOf('name')} />
        <TextField
          name="email"
          type="email"
          label="Email"
          autoComplete="username"
          inputMode="email"
          isRequired
          error={errorOf('email')}
        />
        <PasswordField name="password" label="Password" autoComplete="new-password" error={errorOf('password')} />
        <FormProblem problem={problem} />
        <SubmitButton isBusy={isBusy} isWide>
          Make an account
        </SubmitButton>
      </form>
    </AuthForm>
  );
}

/** Somebody without a name is called by the first part of their address. Zone and language are those of the device. */
function newAccount(form: FormData): unknown {
  const email = String(form.get('email') ?? '');
  const name = String(form.get('name') ?? '').trim() || email.split('@')[0] || 'You';
  return { name, email, password: form.get('password'), ...deviceDefaults() };
}
