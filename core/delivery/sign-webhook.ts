import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

const PREFIX = 'whsec_';

export interface WebhookCall {
  /** The message, the same at every try. */
  id: string;
  /** When this try is made, in seconds since the epoch: receivers refuse what is old. */
  timestampSeconds: number;
  /** As it is sent, byte for byte. */
  body: string;
}

/**
 * The headers that let a receiver check where a call comes from, as Standard Webhooks 1.0.0 says: one `v1` signature
 * for each secret that holds, so that a receiver may change its secret whenever it likes during a rotation.
 */
export function signWebhook(
  { id, timestampSeconds, body }: WebhookCall,
  secrets: readonly string[],
): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } {
  const signed = new TextEncoder().encode(`${id}.${timestampSeconds}.${body}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': secrets.map((secret) => `v1,${base64(hmac(sha256, keyOf(secret), signed))}`).join(' '),
  };
}

/** A secret as receivers configure it, of 24 to 64 random bytes. */
export function webhookSecret(random: Uint8Array): string {
  return `${PREFIX}${base64(random)}`;
}

function keyOf(secret: string): Uint8Array {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
