const NONCE_BYTES = 12;

/**
 * A secret as it stands in the database, so that whoever reads a table of messages that wait cannot use their links.
 * AES-GCM with a key made of the deployment's secret; every sealing is another text.
 */
export async function sealSecret(deploymentSecret: string, text: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    await sealingKey(deploymentSecret),
    new TextEncoder().encode(text),
  );
  return `${base64(nonce)}.${base64(new Uint8Array(sealed))}`;
}

/** What was sealed; null when that was with another deployment secret, which may have been changed since, or it was altered. */
export async function openSecret(deploymentSecret: string, sealed: string): Promise<string | null> {
  const [nonce = '', body = ''] = sealed.split('.');
  const key = await sealingKey(deploymentSecret);
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(nonce) }, key, bytesOf(body));
    return new TextDecoder().decode(text);
  } catch (error) {
    // How the platform says that it is no base64, or that the key or the text is not the one.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

async function sealingKey(deploymentSecret: string): Promise<CryptoKey> {
  // Named, so that what this key opens is nothing that the same secret was used for elsewhere.
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`sealed links ${deploymentSecret}`));
  return await crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function bytesOf(text: string) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
