import { type IdKind, idFromUuidBytes } from '#core/ids.ts';
import type { Prng } from './prng.ts';

/** Makes ids as the real program does, UUIDs of version 7, of simulated time and seeded chance. */
export function createIds(nowMs: () => number, prng: Prng): (kind: IdKind) => string {
  return (kind) => {
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, Math.floor(nowMs() / 2 ** 16));
    view.setUint16(4, nowMs() % 2 ** 16);
    for (let at = 6; at < 16; at += 1) bytes[at] = prng.int(0, 255);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return idFromUuidBytes(kind, bytes);
  };
}
