import { z } from 'zod';
import { PushTargetSchema } from '#core/delivery/push-subscription.ts';

/** What this browser can do about notifications. */
export type PushAbility = 'unsupported' | 'denied' | 'possible';

export function pushAbility(): PushAbility {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : 'possible';
}

/** What this browser is subscribed with; null when it is not. Registers nothing. */
export async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** A subscription as our server takes it; null for one that has no keys, which no browser of today makes. */
export function targetOf(subscription: PushSubscription) {
  const { endpoint, keys } = subscription.toJSON();
  return PushTargetSchema.safeParse({ endpoint, keys }).data ?? null;
}

/**
 * Subscribes this browser. Permission has been given before.
 *
 * @throws whatever the browser has against it: mostly that it cannot reach its push service
 */
export async function subscribeHere(publicKey: string): Promise<PushSubscription> {
  await navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const standing = await pushManager.getSubscription();
  // With other keys it is of no use any more, and in the way of a new one.
  if (standing && keyOf(standing) !== publicKey) await standing.unsubscribe();
  return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

/** Takes this browser off its push service, which then refuses what is still sent. Never throws. */
export async function unsubscribeHere(): Promise<void> {
  if (pushAbility() === 'unsupported') return;
  const subscription = await subscriptionHere().catch(() => null);
  await subscription?.unsubscribe().catch(() => false);
}

/** How the list of devices names this browser: a digest, because the address is a secret. */
export async function endpointDigest({ endpoint }: { endpoint: string }): Promise<string> {
  return toBase64Url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));
}

function keyOf({ options }: PushSubscription): string | null {
  const key = z.instanceof(ArrayBuffer).safeParse(options.applicationServerKey);
  return key.success ? toBase64Url(key.data) : null;
}

function toBase64Url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
