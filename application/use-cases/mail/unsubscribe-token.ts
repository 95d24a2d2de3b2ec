const SIGNATURE_BYTES = 32;

/**
 * What the unsubscribe link of a user's mail carries: the user, signed, so that nobody unsubscribes another. It never
 * ends, because mail is kept for years, and allows nothing but to stop mail.
 */
export async function unsubscribeToken(secret: string, userId: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await signingKey(secret), textOf(userId));
  return `${userId}.${hexOf(new Uint8Array(signature))}`;
}

/** The user a token was made for; null when it is none of ours. */
export async function readUnsubscribeToken(secret: string, token: string): Promise<string | null> {
  const groups = /^(?<userId>usr_[0-9a-z]{26})\.(?<hex>[0-9a-f]{64})$/.exec(token)?.groups;
  if (!groups?.userId || !groups.hex) return null;
  const { hex, userId } = groups;
  const signature = new Uint8Array(SIGNATURE_BYTES);
  for (let at = 0; at < SIGNATURE_BYTES; at += 1) signature[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  const isOurs = await crypto.subtle.verify('HMAC', await signingKey(secret), signature, textOf(userId));
  return isOurs ? userId : null;
}

async function signingKey(secret: string): Promise<CryptoKey> {
  return await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );
}

/** Named, so that what is signed here can be taken for nothing else that the same secret signs. */
function textOf(userId: string) {
  return new TextEncoder().encode(`unsubscribe ${userId}`);
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
