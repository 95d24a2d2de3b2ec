import { Link, redirect, useSearchParams } from 'react-router';
import { SignInSchema } from '#core/account/sign-in.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { DemoButton } from '#web/app/auth/demo-button.tsx';
import { ownPath } from '#web/app/auth/own-path.ts';
import { requestContext } from '#web/app/context.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { PasswordField } from '#web/app/forms/password-field.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import type { Route } from './+types/sign-in.ts';
import styles from './auth-form.module.css';
import { AuthForm } from './auth-form.tsx';

export const meta = () => [{ title: 'Sign in · Carillon' }];

export function loader({ context, request }: Route.LoaderArgs) {
  const { signedIn, isDemoOffered } = context.get(requestContext);
  if (signedIn) throw redirect(ownPath(new URL(request.url).searchParams.get('next')));
  return { isDemoOffered };
}

export default function SignIn({ loaderData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const next = search.get('next');
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: SignInSchema,
    names: { email: 'The email address', password: 'The password' },
    send: (value) => sendRequest('POST', '/api/auth/sign-in/email', value),
    // A whole new document: nothing of a visitor, or of somebody else, stays in memory.
    onDone: () => window.location.assign(ownPath(next)),
    explain: ({ code }) =>
      code === 'unauthenticated' ? { password: 'The email address or the password is not right.' } : null,
  });
  return (
    <AuthForm
      title="Sign in"
      lead={next ? 'Sign in to go on where you were.' : null}
      foot={
        <>
          New here?{' '}
          <Link className="link" to={next ? `/sign-up?next=${encodeURIComponent(next)}` : '/sign-up'}>
            Make an account
          </Link>
        </>
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
        <PasswordField name="password" label="Password" autoComplete="current-password" error={errorOf('password')} />
        <p className={styles.row}>
          <Link className="link" to="/forgot-password">
            Forgot the password?
          </Link>
        </p>
        <FormProblem problem={problem} />
        <SubmitButton isBusy={isBusy} isWide>
          Sign in
        </SubmitButton>
        {loaderData.isDemoOffered ? (
          <>
            <p className={styles.or}>or</p>
            <DemoButton variant="secondary" isWide />
          </>
        ) : null}
      </form>
    </AuthForm>
  );
}
