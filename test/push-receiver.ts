import type { PushTarget } from '#core/delivery/push-subscription.ts';

/** A browser as a push service knows it: it can be sent to, and can read what it gets. */
export interface PushReceiver {
  keys: PushTarget['keys'];
  /** Decrypts a message body of RFC 8291; fails when it was not meant for this browser. */
  read: (body: Uint8Array<ArrayBuffer>) => Promise<string>;
}

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 65;

/** @param known the keys of a vector, where they are not to be fresh ones */
export async function newPushReceiver(known?: { privateKey: JsonWebKey; auth: string }): Promise<PushReceiver> {
  const pair = known ? await importPair(known.privateKey) : await freshPair();
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
  if (!(raw instanceof ArrayBuffer)) throw new Error('no point');
  const publicBytes = new Uint8Array(raw);
  const auth = known ? fromBase64Url(known.auth) : crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return {
    keys: { p256dh: toBase64Url(publicBytes), auth: toBase64Url(auth) },
    async read(body) {
      const salt = body.slice(0, SALT_BYTES);
      const recordSize = new DataView(body.buffer, body.byteOffset).getUint32(SALT_BYTES);
      const keyLength = body[SALT_BYTES + 4] ?? 0;
      if (keyLength !== KEY_BYTES || body.length > recordSize + SALT_BYTES + 5 + KEY_BYTES)
        throw new Error('malformed');
      const senderBytes = body.slice(SALT_BYTES + 5, SALT_BYTES + 5 + KEY_BYTES);
      const senderKey = await crypto.subtle.importKey('raw', senderBytes, ECDH, true, []);
      // The two runtimes disagree in their types about what this is.
      const agreement = { name: 'ECDH', public: senderKey };
      const shared = await crypto.subtle.deriveBits(agreement, pair.privateKey, 256);
      const ikm = await hkdf(auth, new Uint8Array(shared), [text('WebPush: info\0'), publicBytes, senderBytes], 32);
      const cek = await hkdf(salt, ikm, [text('Content-Encoding: aes128gcm\0')], 16);
      const iv = await hkdf(salt, ikm, [text('Content-Encoding: nonce\0')], 12);
      const key = await crypto.subtle.importKey('raw', cek, 'AES-GCM', false, ['decrypt']);
      const record = body.slice(SALT_BYTES + 5 + KEY_BYTES);
      const padded = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, record));
      const end = padded.findLastIndex((byte) => byte !== 0);
      if (padded[end] !== 2) throw new Error('no delimiter of a last record');
      return new TextDecoder().decode(padded.slice(0, end));
    },
  };
}

async function freshPair(): Promise<CryptoKeyPair> {
  const pair = await crypto.subtle.generateKey(ECDH, true, ['deriveBits']);
  if (!('privateKey' in pair)) throw new Error('no pair');
  return pair;
}

async function importPair(jwk: JsonWebKey): Promise<CryptoKeyPair> {
  const { d: _private, ...open } = jwk;
  return {
    privateKey: await crypto.subtle.importKey('jwk', jwk, ECDH, true, ['deriveBits']),
    publicKey: await crypto.subtle.importKey('jwk', open, ECDH, true, []),
  };
}

async function hkdf(salt: Uint8Array<ArrayBuffer>, ikm: Uint8Array<ArrayBuffer>, info: Uint8Array[], bytes: number) {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  const joined = Uint8Array.from(info.flatMap((part) => [...part]));
  const params = { name: 'HKDF', hash: 'SHA-256', salt, info: joined };
  return new Uint8Array(await crypto.subtle.deriveBits(params, key, bytes * 8));
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export function fromBase64Url(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(value.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
}
