import { z } from 'zod';
import { CredentialSchema } from './hub-port.ts';

/**
 * What the Worker tells a hub when it passes a socket on. It goes in one header of a request that the Worker makes
 * itself: nothing that a client sent is in it, so nobody can open a socket in somebody else's name.
 */
export const OpenSocketSchema = z.strictObject({
  credential: CredentialSchema,
  /** The ticket it came with, when it came with one; good for one use. */
  ticket: z.strictObject({ nonce: z.string(), expiresAtMs: z.int() }).nullable(),
});
export type OpenSocket = z.infer<typeof OpenSocketSchema>;

const HEADER = 'x-carillon-open-socket';

export function openSocketRequest(opening: OpenSocket): Request {
  return new Request('https://hub/live', { headers: { Upgrade: 'websocket', [HEADER]: JSON.stringify(opening) } });
}

export function parseOpenSocket(request: Request): OpenSocket {
  return OpenSocketSchema.parse(JSON.parse(request.headers.get(HEADER) ?? 'null'));
}
