import { parseOpenSocket } from '#application/open-socket-request.ts';
import { acceptSocket } from './hibernating-socket.ts';
import type { LiveSocket } from './live-socket.ts';
import { makeRoom } from './make-room.ts';
import { rememberOwner } from './owner.ts';
import { spendTicket } from './spent-tickets.ts';

/** Opens a socket that the Worker authenticated. 403 when it came with a ticket that was used before. */
export function openSocket(ctx: DurableObjectState, request: Request, sockets: LiveSocket[], nowMs: number): Response {
  const { credential, ticket } = parseOpenSocket(request);
  if (ticket && !spendTicket(ctx.storage.kv, ticket, nowMs)) return new Response(null, { status: 403 });
  rememberOwner(ctx);
  makeRoom(sockets);
  const { 0: client, 1: server } = new WebSocketPair();
  acceptSocket(ctx, server, { credential, openedAtMs: nowMs, stand: { phase: 'silent' } });
  return new Response(null, { status: 101, webSocket: client });
}
