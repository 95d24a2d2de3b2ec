import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../config/secret.ts';

/**
 * Whether a text is one of those that count now. Several may, separated by commas or lines, so that one can be replaced
 * without a gap. How long it takes says nothing about how much of it was right.
 *
 * @param prefix what stands before each of them in the text
 */
export async function isKnownSecret(given: string, secrets: Secret, prefix = ''): Promise<boolean> {
  const known = (await secrets.read()).split(/[\s,]+/).filter(Boolean);
  return known.filter((secret) => timingSafeEqual(digest(prefix + secret), digest(given))).length > 0;
}

// Of one length whatever the text, as the comparison wants it.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
