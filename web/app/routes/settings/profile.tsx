import { useRef } from 'react';
import { useRevalidator } from 'react-router';
import { type Account, AccountPatchSchema } from '#core/account/account.ts';
import { ChangePasswordSchema } from '#core/account/sign-in.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { PasswordField } from '#web/app/forms/password-field.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { classNames } from '#web/app/ui/class-names.ts';
import { ButtonLink } from '#web/app/ui/parts/button-link.tsx';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import type { Route } from './+types/profile.ts';
import { dateIn } from './date-in.ts';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';

export const meta = () => [{ title: 'Profile · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  return { account: await requireSignedIn(context, request).account.getAccount() };
});

/** Who this account is. */
export default function Profile({ loaderData: { account } }: Route.ComponentProps) {
  const { settings } = useWorkspace().overview;
  const day = (instant: string) => dateIn(instant, settings);
  if (account.isDemo) {
    return (
      <SettingsSection
        title="A demo account"
        lead="It is yours alone, and it has no password: who signs out cannot come back to it."
      >
        <div className={classNames(styles.notice, styles.demo)}>
          <p>
            {account.erasesAt ? (
              <>
                It ends on <strong>{day(account.erasesAt)}</strong>. Everything in it is erased then.
              </>
            ) : (
              'Everything in it is erased after some weeks.'
            )}
          </p>
          <ButtonLink href="/settings/data">Export what is in it</ButtonLink>
        </div>
      </SettingsSection>
    );
  }
  return (
    <>
      <SettingsSection title="You">
        <ChangeName account={account} />
        <dl className={styles.facts}>
          <dt>Email</dt>
          <dd>{account.email}</dd>
          <dt>Here since</dt>
          <dd>{day(account.createdAt)}</dd>
        </dl>
      </SettingsSection>
      <ChangePassword email={account.email} />
    </>
  );
}

function ChangeName({ account }: { account: Account }) {
  const { toasts } = useWorkspace();
  const { revalidate } = useRevalidator();
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: AccountPatchSchema,
    names: { name: 'Your name' },
    send: (value) => sendRequest('PATCH', '/api/v1/account', value),
    onDone: () => {
      void revalidate();
      toasts.add({ message: 'Your name is changed.' });
    },
  });
  return (
    <form {...form}>
      <div className={styles.form}>
        <TextField name="name" label="Name" autoComplete="name" defaultValue={account.name} error={errorOf('name')} />
        <FormProblem problem={problem} />
        <SubmitButton isBusy={isBusy} variant="secondary">
          Change the name
        </SubmitButton>
      </div>
    </form>
  );
}

function ChangePassword({ email }: { email: string }) {
  const { toasts } = useWorkspace();
  const fields = useRef<HTMLDivElement>(null);
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: ChangePasswordSchema,
    names: { currentPassword: 'The current password', newPassword: 'The new password' },
    read: (data) => ({ currentPassword: data.get('currentPassword'), newPassword: data.get('newPassword') }),
    send: (value) => sendRequest('POST', '/api/auth/change-password', value),
    onDone: () => {
      fields.current?.closest('form')?.reset();
      toasts.add({ message: 'The password is changed. Other devices have been signed out.' });
    },
  });
  return (
    <SettingsSection title="Password" lead="Changing it signs out every other device.">
      <form {...form}>
        <div ref={fields} className={styles.form}>
          {/* Tells password managers whose password it is. */}
          <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            name="currentPassword"
            label="Current password"
            autoComplete="current-password"
            error={errorOf('currentPassword')}
          />
          <PasswordField
            name="newPassword"
            label="New password"
            autoComplete="new-password"
            error={errorOf('newPassword')}
          />
          <FormProblem problem={problem} />
          <SubmitButton isBusy={isBusy} variant="secondary">
            Change the password
          </SubmitButton>
        </div>
      </form>
    </SettingsSection>
  );
}
