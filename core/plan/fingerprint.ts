import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalJson } from '../json.ts';
import type { Preview } from './preview.ts';

/** SHA-256, in hex, of exactly what a plan shows: equal fingerprints, equal effects. */
export function fingerprintOf({ changes, blocked, remaining }: Preview): string {
  return bytesToHex(sha256(new TextEncoder().encode(canonicalJson({ changes, blocked, remaining }))));
}
