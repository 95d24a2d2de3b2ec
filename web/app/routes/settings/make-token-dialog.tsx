import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { type CreatedApiToken, CreatedApiTokenSchema, NewApiTokenSchema } from '#core/account/api-token.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Dialog } from '#web/app/ui/parts/dialog.tsx';
import { SegmentedControl } from '#web/app/ui/parts/segmented-control.tsx';
import { Select } from '#web/app/ui/parts/select.tsx';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import styles from './settings.module.css';
import { TokenSecret } from './token-secret.tsx';

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'never', label: 'Until it is revoked' },
] as const;
type Lifetime = (typeof lifetimes)[number]['value'];

const reaches = [
  { value: 'write', label: 'Read and write' },
  { value: 'read', label: 'Read only' },
] as const;
type Reach = (typeof reaches)[number]['value'];

/** Makes a token, then shows its secret, once. */
export function MakeTokenDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [made, setMade] = useState<CreatedApiToken | null>(null);
  const { revalidate } = useRevalidator();
  const close = () => {
    setMade(null);
    onClose();
  };
  const show = (body: unknown) => {
    setMade(CreatedApiTokenSchema.parse(body));
    void revalidate();
  };
  return (
    <Dialog
      title={made ? `The secret of “${made.token.name}”` : 'New API token'}
      isOpen={isOpen}
      onClose={close}
      // A press beside it must not lose what is shown only once.
      role={made ? 'alertdialog' : 'dialog'}
    >
      {made ? <TokenSecret made={made} onClose={close} /> : <TokenForm onMade={show} onCancel={close} />}
    </Dialog>
  );
}

function TokenForm({ onMade, onCancel }: { onMade: (body: unknown) => void; onCancel: () => void }) {
  const [reach, setReach] = useState<Reach>('write');
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: NewApiTokenSchema,
    names: { name: 'The name' },
    read: (data) => ({
      name: data.get('name'),
      scopes: reach === 'write' ? ['read', 'write'] : ['read'],
      ...(lifetime === 'never' ? {} : { expiresInDays: Number(lifetime) }),
    }),
    send: (value) => sendRequest('POST', '/api/v1/tokens', value),
    onDone: onMade,
  });
  return (
    <form {...form} className={styles.dialogForm}>
      <TextField
        name="name"
        label="Name"
        help="What it is for: “laptop”, “shortcuts”."
        autoComplete="off"
        maxLength={100}
        isRequired
        error={errorOf('name')}
        autoFocus
      />
      <div className={styles.choice}>
        <span className={styles.choiceLabel}>It may</span>
        <SegmentedControl label="It may" segments={reaches} value={reach} onChange={setReach} />
      </div>
      <Select label="It lasts" options={lifetimes} value={lifetime} onChange={setLifetime} />
      <FormProblem problem={problem} />
      <div className={styles.dialogFoot}>
        <Button onPress={onCancel}>Cancel</Button>
        <SubmitButton isBusy={isBusy}>Make the token</SubmitButton>
      </div>
    </form>
  );
}
