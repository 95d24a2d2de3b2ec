import { type NewWebhook, NewWebhookSchema } from '#core/delivery/webhook.ts';
import type { ApiAnswer } from '#web/app/api/send-request.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { SubmitButton } from '#web/app/forms/submit-button.tsx';
import { useSubmission } from '#web/app/forms/use-submission.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import styles from './settings.module.css';

export interface WebhookFormProps {
  /** What it is now, when it is there already. */
  webhook?: NewWebhook;
  submitLabel: string;
  send: (value: NewWebhook) => Promise<ApiAnswer>;
  onDone: (body: unknown) => void;
  onCancel: () => void;
}

/** What a webhook is called and where it is called; the server says why an address cannot be. */
export function WebhookForm({ webhook, submitLabel, send, onDone, onCancel }: WebhookFormProps) {
  const { form, isBusy, problem, errorOf } = useSubmission({
    schema: NewWebhookSchema,
    names: { name: 'The name', url: 'The address' },
    send,
    onDone,
  });
  return (
    <form {...form} className={styles.dialogForm}>
      <TextField
        name="name"
        label="Name"
        help="What it is for: “lamp”, “team chat”."
        autoComplete="off"
        maxLength={100}
        isRequired
        {...(webhook && { defaultValue: webhook.name })}
        error={errorOf('name')}
        autoFocus
      />
      <TextField
        name="url"
        type="url"
        label="Address"
        help="Where the calls arrive. It begins with https:// and can be reached from the internet."
        autoComplete="off"
        spellCheck="false"
        inputMode="url"
        isRequired
        placeholder="https://example.com/carillon"
        {...(webhook && { defaultValue: webhook.url })}
        error={errorOf('url')}
      />
      <FormProblem problem={problem} />
      <div className={styles.dialogFoot}>
        <Button onPress={onCancel}>Cancel</Button>
        <SubmitButton isBusy={isBusy}>{submitLabel}</SubmitButton>
      </div>
    </form>
  );
}
