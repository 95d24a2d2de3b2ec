import { DIGITS, randomDigits } from './random-digits.ts';

const PREFIX = 'car_';
const BODY_CHARACTERS = 43;
const CHECK_CHARACTERS = 6;
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${BODY_CHARACTERS + CHECK_CHARACTERS}}$`);
/** The prefix and four characters more: enough to recognise a token by, too little to guess it from. */
const SHOWN_CHARACTERS = PREFIX.length + 4;

/** What stands in the table for a token. */
export interface MintedApiToken {
  secret: string;
  prefix: string;
  hash: string;
}

/**
 * A fresh token: `car_`, 43 random base-62 characters (256 bits), and 6 that check the rest, so that scanners for
 * leaked secrets know it when they see it. With that much entropy one SHA-256 is a sufficient hash.
 */
export async function mintApiToken(): Promise<MintedApiToken> {
  const body = PREFIX + randomDigits(BODY_CHARACTERS);
  const secret = body + (await checkDigits(body));
  return { secret, prefix: secret.slice(0, SHOWN_CHARACTERS), hash: await sha256Hex(secret) };
}

/** The hash a token is looked up by; null for a text that cannot be a token, which then costs no query. */
export async function hashApiToken(secret: string): Promise<string | null> {
  if (!SHAPE.test(secret)) return null;
  const body = secret.slice(0, -CHECK_CHARACTERS);
  if ((await checkDigits(body)) !== secret.slice(-CHECK_CHARACTERS)) return null;
  return sha256Hex(secret);
}

async function checkDigits(body: string): Promise<string> {
  const digest = await sha256(`check:${body}`);
  return [...digest.slice(0, CHECK_CHARACTERS)].map((byte) => DIGITS.charAt(byte % 62)).join('');
}

async function sha256Hex(text: string): Promise<string> {
  return [...(await sha256(text))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
