import { canonicalJson } from '#core/json.ts';

/** SHA-256 of a request as canonical JSON, in hex: equal requests, equal hashes. */
export async function hashRequest(request: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(request)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
