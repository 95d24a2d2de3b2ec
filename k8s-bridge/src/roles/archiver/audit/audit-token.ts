import type { Secret } from '../../../config/secret.ts';
import { isKnownSecret } from '../../../http/is-known-secret.ts';

const BEARER = /^Bearer +(?<token>\S+) *$/i;

/** The token of a request, when it is one of those that count now; null for anything else. */
export async function admittedToken(header: string | null, tokens: Secret | undefined): Promise<string | null> {
  const given = BEARER.exec(header ?? '')?.groups?.token;
  if (given === undefined || tokens === undefined) return null;
  return (await isKnownSecret(given, tokens)) ? given : null;
}
