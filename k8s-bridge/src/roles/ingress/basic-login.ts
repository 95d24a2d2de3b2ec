import type { Secret } from '../../config/secret.ts';
import { isKnownSecret } from '../../http/is-known-secret.ts';

interface Login {
  readonly user: string;
  /** Several count at a time, separated by commas or lines, so that one can be replaced without a gap. */
  readonly passwords: Secret;
}

const BASIC = /^Basic +(?<given>[A-Za-z0-9+/]+={0,2}) *$/i;

/** Whether a request carries the login (RFC 7617). */
export async function isLoggedIn(header: string | null, { user, passwords }: Login): Promise<boolean> {
  const given = BASIC.exec(header ?? '')?.groups?.given;
  if (given === undefined) return false;
  const text = Buffer.from(given, 'base64').toString('utf8');
  return await isKnownSecret(text, passwords, `${user}:`);
}
