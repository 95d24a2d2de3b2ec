import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { redactSecrets } from '#core/text/redact-secrets.ts';

const HASH_CHARACTERS = 16;

/** What a user is called in logs: the same in every line, and nobody who reads logs learns an id that routes take. */
export function userHash(userId: string): string {
  return bytesToHex(sha256(utf8ToBytes(userId))).slice(0, HASH_CHARACTERS);
}

/** An event as a JSON line, with `user` (hashed) in place of `userId`. */
export function logLine(event: { event: string; userId?: string | null }): string {
  const { userId, ...rest } = event;
  if (userId === undefined) return redactSecrets(JSON.stringify(rest));
  return redactSecrets(JSON.stringify({ ...rest, user: userId === null ? null : userHash(userId) }));
}
