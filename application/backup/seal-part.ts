import { InvariantError } from '#core/errors.ts';

// Four bytes that say what this is, a nonce, the sealed text.
const MARK = new TextEncoder().encode('CBK1');
const NONCE_BYTES = 12;

/** The key of all backups, made from the secret BACKUP_KEY. */
export async function importBackupKey(secret: string): Promise<CryptoKey> {
  const text = new TextEncoder();
  const material = await crypto.subtle.importKey('raw', text.encode(secret), 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text.encode('carillon backup 1') };
  return await crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Compresses and seals a part. Its place is sealed with it: a part that was moved to another place does not open. */
export async function sealPart(key: CryptoKey, place: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const packed = await passThrough(new Uint8Array(new TextEncoder().encode(text)), new CompressionStream('gzip'));
  const sealed = await crypto.subtle.encrypt(parameters(nonce, place), key, packed);
  const whole = new Uint8Array(MARK.length + NONCE_BYTES + sealed.byteLength);
  whole.set(MARK);
  whole.set(nonce, MARK.length);
  whole.set(new Uint8Array(sealed), MARK.length + NONCE_BYTES);
  return whole;
}

/** @throws InvariantError when it is not the part of that place, was changed, or was sealed with another key */
export async function openPart(key: CryptoKey, place: string, whole: Uint8Array<ArrayBuffer>): Promise<string> {
  const isMarked = MARK.every((byte, at) => whole[at] === byte);
  const nonce = whole.slice(MARK.length, MARK.length + NONCE_BYTES);
  const sealed = whole.slice(MARK.length + NONCE_BYTES);
  const packed = isMarked && (await crypto.subtle.decrypt(parameters(nonce, place), key, sealed).catch(() => null));
  if (!packed) throw new InvariantError(`${place} does not open: another BACKUP_KEY, or not what was written there`);
  return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(
    await passThrough(new Uint8Array(packed), new DecompressionStream('gzip')),
  );
}

function parameters(nonce: Uint8Array<ArrayBuffer>, place: string) {
  return { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(place) };
}

async function passThrough(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<ArrayBuffer> {
  return await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();
}
