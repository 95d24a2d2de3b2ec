import { z } from 'zod';
import type { Account } from '#core/account/account.ts';
import { PasswordSchema } from '#core/account/sign-in.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { PasswordField } from '#web/app/forms/password-field.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Dialog } from '#web/app/ui/parts/dialog.tsx';
import styles from './settings.module.css';

export interface DeleteAccountDialogProps {
  account: Account;
  isOpen: boolean;
  onClose: () => void;
}

const ConfirmedSchema = z.strictObject({ confirm: z.literal(true), password: PasswordSchema });
/** A throw-away account has no password to ask for. */
const ConfirmedDemoSchema = z.strictObject({ confirm: z.literal(true) });

/** Names what goes, and asks for the password. Afterwards nobody is signed in. */
export function DeleteAccountDialog({ account, isOpen, onClose }: DeleteAccountDialogProps) {
  return (
    <Dialog
      title={account.isDemo ? 'Delete this demo account?' : `Delete the account of ${account.email}?`}
      isOpen={isOpen}
      onClose={onClose}
      role="alertdialog"
    >
      <DeleteAccountForm isDemo={account.isDemo} onClose={onClose} />
    </Dialog>
  );
}

function DeleteAccountForm({ isDemo, onClose }: { isDemo: boolean; onClose: () => void }) {
  const { lists } = useWorkspace().overview;
  const openCount = lists.reduce((sum, list) => sum + list.openCount, 0);
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: isDemo ? ConfirmedDemoSchema : ConfirmedSchema,
    names: { password: 'The password' },
    read: (data) => ({ confirm: true, ...(isDemo ? {} : { password: data.get('password') }) }),
    send: (value) => sendRequest('DELETE', '/api/v1/account', value),
    onDone: () => window.location.assign('/goodbye'),
  });
  return (
    <form {...form} className={styles.dialogForm}>
      <div className={styles.dialogText}>
        <p>This goes at once, on every device:</p>
        <ul>
          <li>all tasks{openCount > 0 ? <OpenCount count={openCount} /> : null}, with notes, tags and the trash</li>
          <li>
            <strong>{lists.length === 1 ? 'the Inbox' : `all ${lists.length} lists`}</strong>
          </li>
          <li>every API token and every sign-in</li>
          <li>the whole history, undo included</li>
        </ul>
      </div>
      {isDemo ? null : (
        <PasswordField name="password" label="Password" autoComplete="current-password" error={errorOf('password')} />
      )}
      <FormProblem problem={problem} />
      <div className={styles.dialogFoot}>
        <Button onPress={onClose}>Keep the account</Button>
        <SubmitButton variant="danger" isBusy={isBusy}>
          Delete everything
        </SubmitButton>
      </div>
    </form>
  );
}

function OpenCount({ count }: { count: number }) {
  return (
    <>
      , <strong>{count} of them open</strong>
    </>
  );
}
