import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { type WebhookWithSecret, WebhookWithSecretSchema } from '#core/delivery/webhook.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { Dialog } from '#web/app/ui/parts/dialog.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookSecret } from './webhook-secret.tsx';

/** Makes a webhook, then shows its secret, once. */
export function MakeWebhookDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [made, setMade] = useState<WebhookWithSecret | null>(null);
  const { revalidate } = useRevalidator();
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Dialog
      title={made ? `The secret of “${made.webhook.name}”` : 'New webhook'}
      isOpen={isOpen}
      onClose={close}
      // A press beside it must not lose what is shown only once.
      role={made ? 'alertdialog' : 'dialog'}
    >
      {made ? (
        <WebhookSecret secret={made.secret} isRotated={false} onClose={close} />
      ) : (
        <WebhookForm
          submitLabel="Make the webhook"
          send={(value) => sendRequest('POST', '/api/v1/webhooks', value)}
          onCancel={close}
          onDone={(body) => {
            setMade(WebhookWithSecretSchema.parse(body));
            void revalidate();
          }}
        />
      )}
    </Dialog>
  );
}
