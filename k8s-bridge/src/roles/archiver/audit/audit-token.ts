import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../../config/secret.ts';

const BEARER = /^Bearer +(?<token>\S+) *$/i;

/**
 * The token of a request, when it is one of those that count now. Several may, separated by commas or lines, so that
 * one can be replaced without a gap. How long it takes says nothing about how much of a token was right.
 *
 * @returns null for anything else
 */
export async function admittedToken(header: string | null, tokens: Secret | undefined): Promise<string | null> {
  const given = BEARER.exec(header ?? '')?.groups?.token;
  if (given === undefined || tokens === undefined) return null;
  const known = (await tokens.read()).split(/[\s,]+/).filter(Boolean);
  const matches = known.filter((token) => timingSafeEqual(digest(token), digest(given)));
  return matches.length > 0 ? given : null;
}

// Of one length whatever the token, as the comparison wants it.
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
