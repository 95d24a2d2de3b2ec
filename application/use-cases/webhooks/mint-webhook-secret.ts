import { webhookSecret } from '#core/delivery/sign-webhook.ts';

const SECRET_BYTES = 32;

/** A secret nobody can guess, as receivers configure it. */
export function mintWebhookSecret(): string {
  return webhookSecret(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
}
