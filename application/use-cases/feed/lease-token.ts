import { randomDigits } from '../accounts/random-digits.ts';
import { sha256Hex } from '../accounts/token-secret.ts';

const PREFIX = 'lease_';
const DIGITS = 43;

/** A token that stands for a lease; nobody can guess it. */
export function mintLeaseToken(): string {
  return PREFIX + randomDigits(DIGITS);
}

/** What the database knows of a lease's token. */
export async function hashLeaseToken(token: string): Promise<string> {
  return await sha256Hex(token);
}
