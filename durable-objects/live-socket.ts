import { z } from 'zod';
import { CredentialSchema } from '#application/hub-port.ts';
import type { ServerMessage } from '#core/live/protocol.ts';

/**
 * Where a socket stands:
 * - `silent` from its opening to its `hello`: gets nothing.
 * - `greeted` from a `hello` to the next turn, which answers it: `welcome`, and then either `reset` or what it missed.
 *   A client that saw a gap says `hello` again, and is `greeted` again at the place it names.
 * - `live` from then on: has got every event of the user up to `sentSeq`, on the line of history called `epoch`.
 */
const StandSchema = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('silent') }),
  z.strictObject({ phase: z.literal('greeted'), epoch: z.string().nullable(), lastSeq: z.int().nonnegative() }),
  z.strictObject({ phase: z.literal('live'), epoch: z.string(), sentSeq: z.int().nonnegative() }),
]);

/** What a socket carries with it, so that the hub can sleep: it survives hibernation and eviction. */
export const SocketStateSchema = z.strictObject({
  credential: CredentialSchema,
  openedAtMs: z.int(),
  stand: StandSchema,
});
export type SocketState = z.infer<typeof SocketStateSchema>;

/** An open socket as the hub's logic sees it. */
export interface LiveSocket {
  /** The same for the same socket, as long as the hub is awake. */
  readonly key: object;
  readonly state: () => SocketState;
  readonly setState: (state: SocketState) => void;
  /** When it last showed that somebody is there, in ms since the epoch. */
  readonly lastSeenAtMs: () => number;
  /** @param text a `ServerMessage` as JSON */
  readonly send: (text: string) => void;
  readonly close: (code: number, reason: string) => void;
}

export function encode(message: ServerMessage): string {
  return JSON.stringify(message);
}

/** The place whose followers a socket waits for; null while it waits for nothing. */
export function placeOf({ stand }: SocketState): number | null {
  if (stand.phase === 'silent') return null;
  return stand.phase === 'live' ? stand.sentSeq : stand.lastSeq;
}
