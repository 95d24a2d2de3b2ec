import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { type Webhook, WebhookWithSecretSchema } from '#core/delivery/webhook.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Dialog } from '#web/app/ui/parts/dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import styles from './settings.module.css';
import { useRequest } from './use-request.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookSecret } from './webhook-secret.tsx';

type Asked = 'change' | 'rotate' | 'switch off' | 'delete';

/** What can be done with a webhook. */
export function WebhookActions({ webhook, onDeleted }: { webhook: Webhook; onDeleted: () => void }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { toasts } = useWorkspace();
  const { revalidate } = useRevalidator();
  const { isBusy, problem, send, forget } = useRequest();
  const { id, name, disabledAt } = webhook;
  const path = `/api/v1/webhooks/${id}`;
  const close = () => {
    setAsked(null);
    forget();
  };
  const confirming = { onClose: close, isBusy, problem };
  return (
    <div className={styles.actions}>
      <Button onPress={() => setAsked('change')}>Change…</Button>
      <Button onPress={() => setAsked('rotate')}>Rotate the secret…</Button>
      {disabledAt === null ? <Button onPress={() => setAsked('switch off')}>Switch off…</Button> : null}
      <Button onPress={() => setAsked('delete')}>Delete…</Button>
      <Dialog title={`Change “${name}”`} isOpen={asked === 'change'} onClose={close}>
        <WebhookForm
          webhook={webhook}
          submitLabel="Save"
          send={(value) => sendRequest('PATCH', path, value)}
          onCancel={close}
          onDone={() => {
            close();
            void revalidate();
            toasts.add({ message: 'The webhook is changed.' });
          }}
        />
      </Dialog>
      <ConfirmDialog
        {...confirming}
        title={`Rotate the secret of “${name}”?`}
        isOpen={asked === 'rotate'}
        confirmLabel="Rotate"
        tone="regular"
        onConfirm={() =>
          send('POST', `${path}/rotate`, (body) => {
            close();
            setSecret(WebhookWithSecretSchema.parse(body).secret);
          })
        }
      >
        <p>
          You get a fresh secret. The present one signs beside it for 24 hours, so there is time to put the new one
          where the calls arrive. One from an earlier rotation ends now.
        </p>
      </ConfirmDialog>
      <Dialog
        title={`The new secret of “${name}”`}
        isOpen={secret !== null}
        onClose={() => setSecret(null)}
        role="alertdialog"
      >
        <WebhookSecret secret={secret ?? ''} isRotated onClose={() => setSecret(null)} />
      </Dialog>
      <ConfirmDialog
        {...confirming}
        title={`Switch off “${name}”?`}
        isOpen={asked === 'switch off'}
        confirmLabel="Switch off"
        onConfirm={() =>
          send(
            'PATCH',
            path,
            () => {
              close();
              toasts.add({ message: `“${name}” is off.` });
            },
            { isEnabled: false },
          )
        }
      >
        <p>Nothing is sent to it any more, and what waits for it is dropped. It can be switched on again.</p>
      </ConfirmDialog>
      <ConfirmDialog
        {...confirming}
        title={`Delete “${name}”?`}
        isOpen={asked === 'delete'}
        confirmLabel="Delete"
        onConfirm={() =>
          send('DELETE', path, () => {
            toasts.add({ message: `“${name}” is deleted.` });
            onDeleted();
          })
        }
      >
        <p>Nothing is sent to it any more, and what waits for it is dropped. Its secret and this page go with it.</p>
      </ConfirmDialog>
    </div>
  );
}
