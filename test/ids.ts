import { type IdKind, idFromUuidBytes } from '#core/ids.ts';

/** The n-th id of a kind: the same on every run, and in the order of n. */
export function nthId(kind: IdKind, n: number): string {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(2, n + 1);
  bytes[6] = 0x70;
  bytes[8] = 0x80;
  return idFromUuidBytes(kind, bytes);
}
