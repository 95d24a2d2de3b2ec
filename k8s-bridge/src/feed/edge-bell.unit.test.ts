import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Secret } from '#bridge/config/secret.ts';
import { edgeBell } from '#bridge/feed/edge-bell.ts';
import { BELL_MESSAGE } from '#core/feed/protocol.ts';

// RFC 6455, as much of it as a bell needs: an accepted handshake and short text frames.
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

let server: Server;
let sockets: Socket[];
let tokens: (string | undefined)[];
let stop: AbortController;
let states: string[];

const ring = () => {
  const text = Buffer.from(BELL_MESSAGE);
  sockets.at(-1)?.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
};

beforeEach(async () => {
  sockets = [];
  tokens = [];
  states = [];
  stop = new AbortController();
  server = createServer().listen(0);
  server.on('upgrade', (request, socket: Socket) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('error', () => {});
    tokens.push(request.headers.authorization);
    sockets.push(socket);
  });
  await once(server, 'listening');
});

afterEach(() => {
  stop.abort();
  for (const socket of sockets) socket.destroy();
  server.close();
});

function openBell(more: { pingMs?: number; pongTimeoutMs?: number } = {}) {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const edge = { origin: `http://127.0.0.1:${port}`, token: Secret.of('carillon_svc_x'), fetch };
  // Nothing here waits for time: a wait ends when it is aborted.
  const wait = (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
  const clock = { wait: (ms: number, signal?: AbortSignal) => (ms < 1_000 ? Promise.resolve() : wait(ms, signal)) };
  return edgeBell({ edge, clock, random: () => 0.5, onChange: (state) => states.push(state), ...more }, stop.signal);
}

test('MI10 it opens the bell with its token, and each ring wakes who waits, also one that came before the wait', async () => {
  const bell = openBell();
  await bell.wait(60_000, stop.signal);
  expect(bell.isConnected()).toBe(true);
  expect(tokens).toEqual(['Bearer carillon_svc_x']);
  const waiting = bell.wait(60_000, stop.signal);
  ring();
  await waiting;
  ring();
  await bell.wait(60_000, stop.signal);
});

test('MI10 a bell that is lost is opened anew, and what was missed is looked for', async () => {
  const bell = openBell();
  await bell.wait(60_000, stop.signal);
  sockets[0]?.destroy();
  await bell.wait(60_000, stop.signal);
  await vi.waitUntil(() => bell.isConnected());
  expect(states).toEqual(['connected', 'lost', 'connected']);
  expect(sockets).toHaveLength(2);
});

test('MI10 a bell that went silent, as when a network swallows everything, is opened anew', async () => {
  // Nobody answers the pings here.
  openBell({ pingMs: 5, pongTimeoutMs: 5 });
  await vi.waitUntil(() => sockets.length >= 2);
  expect(states.slice(0, 2)).toEqual(['connected', 'lost']);
});

test('MI10 who is asked to end does not wait for a bell', async () => {
  const bell = openBell();
  await bell.wait(60_000, stop.signal);
  const waiting = bell.wait(60_000, stop.signal);
  stop.abort();
  await waiting;
  await vi.waitUntil(() => !bell.isConnected());
});
