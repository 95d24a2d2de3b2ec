import { type LiveSocket, type SocketState, SocketStateSchema } from './live-socket.ts';

/**
 * A socket of the hibernation API as the hub's logic sees it. Its state is parsed on every wake: a newer version of
 * the program may find what an older one attached.
 *
 * @returns null for a socket that is closing, or whose state nobody can read; the latter is closed, its client comes back
 */
export function hibernatingSocket(socket: WebSocket, ctx: DurableObjectState): LiveSocket | null {
  if (socket.readyState !== WebSocket.OPEN) return null;
  const parsed = SocketStateSchema.safeParse(socket.deserializeAttachment());
  if (!parsed.success) {
    socket.close(1012, 'Connect again.');
    return null;
  }
  let state = parsed.data;
  return {
    key: socket,
    state: () => state,
    setState: (next) => {
      state = next;
      socket.serializeAttachment(next);
    },
    // Pings are answered without waking the hub; the runtime remembers when.
    lastSeenAtMs: () => ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? state.openedAtMs,
    send: (text) => {
      // A connection that broke a moment ago throws. Its client comes back; the others must not wait for it.
      try {
        socket.send(text);
      } catch {
        socket.close(1011, 'The connection broke.');
      }
    },
    close: (code, reason) => socket.close(code, reason),
  };
}

/** Takes over a fresh socket: from here on the hub may sleep while it is open. */
export function acceptSocket(ctx: DurableObjectState, socket: WebSocket, state: SocketState): void {
  ctx.acceptWebSocket(socket);
  socket.serializeAttachment(state);
}
