import { sha256 } from '@noble/hashes/sha2.js';
import { type IdKind, idFromUuidBytes } from './ids.ts';

/**
 * The id of something that follows from other things: the same parts always give the same id, so that whatever is
 * made twice, by two devices or a second run, is one. A UUID of version 8, whose bits are ours (RFC 9562 §5.8).
 */
export function deriveId(kind: IdKind, ...parts: readonly string[]): string {
  const bytes = sha256(new TextEncoder().encode(JSON.stringify(parts))).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return idFromUuidBytes(kind, bytes);
}
