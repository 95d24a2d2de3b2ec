import type { PushMessage } from '#core/delivery/push-message.ts';
import type { PushTarget } from '#core/delivery/push-subscription.ts';

/**
 * What a push service answered:
 * - `accepted`: it delivers the message when the device is there.
 * - `gone`: it does not know the device any more, and never will.
 * - `refused`: not this message, however often it is tried.
 * - `later`: nothing that lasts; try again, at the earliest after `retryAfterMs` when it said so. Nobody knows whether
 *   a message without an answer was taken.
 */
export type PushAnswer =
  | { kind: 'accepted'; code: number }
  | { kind: 'gone'; code: number; error: string }
  | { kind: 'refused'; code: number | null; error: string }
  | { kind: 'later'; code: number | null; error: string; retryAfterMs: number | null };

export interface PushLetter {
  /** Names what is told: a push service that still has a message with this topic for this device replaces it. */
  topic: string;
  message: PushMessage;
}

/**
 * How the rest of the program sends to a browser. Filled by the composition root; there is none when the deployment
 * has no keys. Never throws, and answers within a few seconds.
 */
export interface PushPort {
  /** What browsers subscribe with, in base64url. */
  publicKey: string;
  /** Whether an address may be sent to. */
  isAllowed: (endpoint: string) => boolean;
  send: (target: PushTarget, letter: PushLetter) => Promise<PushAnswer>;
}
