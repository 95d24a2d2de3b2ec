import { DIGITS, randomDigits } from './random-digits.ts';

const BODY_CHARACTERS = 43;
const CHECK_CHARACTERS = 6;

export interface MintedSecret {
  secret: string;
  /** SHA-256 in hex: what is stored. */
  hash: string;
}

/** The secrets of one kind of token. */
export interface SecretKind {
  mint: () => Promise<MintedSecret>;
  /** The hash a token is looked up by; null for a text that cannot be one, which then costs no query. */
  hashOf: (secret: string) => Promise<string | null>;
}

/**
 * Secrets that begin with a prefix: 43 random base-62 characters (256 bits) follow, and 6 that check the rest, so that
 * scanners for leaked secrets know one when they see it. With that much entropy one SHA-256 is a sufficient hash.
 */
export function secretKind(prefix: string): SecretKind {
  const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${BODY_CHARACTERS + CHECK_CHARACTERS}}$`);
  return {
    async mint() {
      const body = prefix + randomDigits(BODY_CHARACTERS);
      const secret = body + (await checkDigits(body));
      return { secret, hash: await sha256Hex(secret) };
    },
    async hashOf(secret) {
      if (!shape.test(secret)) return null;
      const body = secret.slice(0, -CHECK_CHARACTERS);
      if ((await checkDigits(body)) !== secret.slice(-CHECK_CHARACTERS)) return null;
      return sha256Hex(secret);
    },
  };
}

async function checkDigits(body: string): Promise<string> {
  const digest = await sha256(`check:${body}`);
  return [...digest.slice(0, CHECK_CHARACTERS)].map((byte) => DIGITS.charAt(byte % 62)).join('');
}

/** SHA-256 of a text, in hex. */
export async function sha256Hex(text: string): Promise<string> {
  return [...(await sha256(text))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
