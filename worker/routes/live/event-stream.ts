import { LIVE_PROTOCOL, PING, type ServerMessage, ServerMessageSchema } from '#core/live/protocol.ts';

/** Shorter than the patience of the usual proxies, which close what is silent for half a minute or a minute. */
const HEARTBEAT_MS = 15_000;
/** How far a reader may lag before it is sent away; it comes back with `Last-Event-ID`. */
const MAX_QUEUED_FRAMES = 1000;

/**
 * A hub's socket as Server-Sent Events. Each message is an event named after its type, with the same JSON as on the
 * socket; `id` is the place to come back with. The stream ends when the hub closes the socket, and closes the socket
 * when the reader goes.
 */
export function eventStream(
  socket: WebSocket,
  from: { lastSeq: number; epoch: string | null },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  const end = () => {
    clearInterval(heartbeat);
    if (socket.readyState === WebSocket.OPEN) socket.close(1000, 'The reader has gone.');
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string) => controller.enqueue(encoder.encode(text));
        const finish = (reason: string) => {
          end();
          try {
            write(`: closed: ${reason}\n\n`);
            controller.close();
          } catch {
            // The reader had gone already.
          }
        };
        socket.addEventListener('message', ({ data }) => {
          if ((controller.desiredSize ?? 0) <= 0) return finish('too slow; come back with Last-Event-ID');
          const text = linesOf(ServerMessageSchema.parse(JSON.parse(String(data))));
          if (text !== null) write(text);
        });
        socket.addEventListener('close', ({ reason }) => finish(reason || 'connect again'));
        socket.addEventListener('error', () => finish('connect again'));
        heartbeat = setInterval(() => {
          // The comment keeps proxies patient; the ping, which does not wake the hub, tells it that somebody is there.
          write(': still here\n\n');
          socket.send(PING);
        }, HEARTBEAT_MS);
        socket.accept();
        socket.send(JSON.stringify({ type: 'hello', protocol: LIVE_PROTOCOL, ...from }));
      },
      cancel: end,
    },
    { highWaterMark: MAX_QUEUED_FRAMES },
  );
}

/** The lines of a message; null for one that says nothing to a reader. */
function linesOf(message: ServerMessage): string | null {
  if (message.type === 'pong') return null;
  // `welcome` names the head, which the reader may not have reached: it is no place to come back with.
  const id = message.type === 'welcome' ? '' : `id: ${message.seq}\n`;
  return `${id}event: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`;
}
