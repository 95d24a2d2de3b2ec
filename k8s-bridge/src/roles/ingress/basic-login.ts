import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../config/secret.ts';

interface Login {
  readonly user: string;
  /** Several count at a time, separated by commas or lines, so that one can be replaced without a gap. */
  readonly passwords: Secret;
}

const BASIC = /^Basic +(?<given>[A-Za-z0-9+/]+={0,2}) *$/i;

/** Whether a request carries the login (RFC 7617). How long it takes says nothing about how much of it was right. */
export async function isLoggedIn(header: string | null, { user, passwords }: Login): Promise<boolean> {
  const given = BASIC.exec(header ?? '')?.groups?.given;
  if (given === undefined) return false;
  const text = Buffer.from(given, 'base64').toString('utf8');
  const known = (await passwords.read()).split(/[\s,]+/).filter(Boolean);
  return known.filter((password) => timingSafeEqual(digest(`${user}:${password}`), digest(text))).length > 0;
}

// Of one length whatever the password, as the comparison wants it.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
