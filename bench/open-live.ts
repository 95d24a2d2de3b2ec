import { z } from 'zod';
import type { BenchAccount } from './account.ts';

/** Opens a live connection that stands at the end of the log, like a page that has just been loaded. */
export async function openLive(account: BenchAccount): Promise<WebSocket> {
  const made = await fetch(`${account.origin}/api/v1/live/ticket`, { method: 'POST', headers: account.headers });
  const { ticket } = z.object({ ticket: z.string() }).parse(await made.json());
  const position = await fetch(`${account.origin}/api/v1/overview`, { headers: account.headers });
  const { seq, epoch } = z.object({ seq: z.int(), epoch: z.string() }).parse(await position.json());
  const socket = new WebSocket(
    `${account.origin.replace('http', 'ws')}/api/v1/live?ticket=${encodeURIComponent(ticket)}`,
  );
  await once(socket, 'open');
  const welcomed = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, lastSeq: seq, epoch }));
  await welcomed;
  return socket;
}

/** The next event of a kind; rejects when the socket breaks first. */
export function once<Type extends 'open' | 'message'>(socket: WebSocket, type: Type): Promise<WebSocketEventMap[Type]> {
  const settled = new AbortController();
  const happened = new Promise<WebSocketEventMap[Type]>((resolve, reject) => {
    socket.addEventListener(type, resolve, settled);
    socket.addEventListener('error', () => reject(new Error('the socket broke')), settled);
  });
  return happened.finally(() => settled.abort());
}
