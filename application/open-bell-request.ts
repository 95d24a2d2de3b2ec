import { z } from 'zod';

/**
 * What the Worker tells the bell when it passes a socket on, in one header of a request that the Worker makes itself:
 * nothing that a client sent is in it.
 */
const OpenBellSchema = z.strictObject({ tokenId: z.string().min(1) });

const HEADER = 'x-carillon-open-bell';

export function openBellRequest(opening: z.infer<typeof OpenBellSchema>): Request {
  return new Request('https://bell/feed/bell', {
    headers: { Upgrade: 'websocket', [HEADER]: JSON.stringify(opening) },
  });
}

export function parseOpenBell(request: Request): z.infer<typeof OpenBellSchema> {
  return OpenBellSchema.parse(JSON.parse(request.headers.get(HEADER) ?? 'null'));
}
