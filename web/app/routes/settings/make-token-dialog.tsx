import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { type CreatedApiToken, CreatedApiTokenSchema, NewApiTokenSchema } from '#core/account/api-token.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Dialog } from '#web/app/ui/parts/dialog.tsx';
import { RadioGroup } from '#web/app/ui/parts/radio-group.tsx';
import { Select } from '#web/app/ui/parts/select.tsx';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import styles from './settings.module.css';
import { scopesFor, TOKEN_REACHES, type TokenReach } from './token-reach.ts';
import { TokenSecret } from './token-secret.tsx';

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'never', label: 'Until it is revoked' },
] as const;
type Lifetime = (typeof lifetimes)[number]['value'];

export interface MakeTokenDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** What it is proposed to be called. */
  name?: string;
  /** Told of what was made, while its secret can still be shown. */
  onMade?: (made: CreatedApiToken) => void;
}

/** Makes a token, then shows its secret, once. */
export function MakeTokenDialog({ isOpen, onClose, name = '', onMade }: MakeTokenDialogProps) {
  const [made, setMade] = useState<CreatedApiToken | null>(null);
  const { revalidate } = useRevalidator();
  const close = () => {
    setMade(null);
    onClose();
  };
  const show = (body: unknown) => {
    const created = CreatedApiTokenSchema.parse(body);
    setMade(created);
    onMade?.(created);
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
      {made ? <TokenSecret made={made} onClose={close} /> : <TokenForm name={name} onMade={show} onCancel={close} />}
    </Dialog>
  );
}

interface TokenFormProps {
  name: string;
  onMade: (body: unknown) => void;
  onCancel: () => void;
}

function TokenForm({ name, onMade, onCancel }: TokenFormProps) {
  const [reach, setReach] = useState<TokenReach>('read');
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: NewApiTokenSchema,
    names: { name: 'The name' },
    read: (data) => ({
      name: data.get('name'),
      scopes: scopesFor(reach),
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
        defaultValue={name}
        help="What it is for: “laptop”, “shortcuts”."
        autoComplete="off"
        maxLength={100}
        isRequired
        error={errorOf('name')}
        autoFocus
      />
      <RadioGroup label="It may" options={TOKEN_REACHES} value={reach} onChange={setReach} />
      <Select label="It lasts" options={lifetimes} value={lifetime} onChange={setLifetime} />
      <FormProblem problem={problem} />
      <div className={styles.dialogFoot}>
        <Button onPress={onCancel}>Cancel</Button>
        <SubmitButton isBusy={isBusy}>Make the token</SubmitButton>
      </div>
    </form>
  );
}
