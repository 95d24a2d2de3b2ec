import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limitBody } from '#bridge/http/limit-body.ts';
import { type HttpServer, serveHttp } from '#bridge/http/serve-http.ts';

const MAX_BYTES = 1_000;
const MEGABYTES = 8 * 1024 * 1024;

let server: HttpServer;
let sockets: Socket[];
let errors: unknown[];
/** What the handler was asked, and how much of each body it read. */
let seen: { path: string; bytes: number; signal: AbortSignal }[];

beforeEach(async () => {
  sockets = [];
  errors = [];
  seen = [];
  const app = new Hono();
  app.use('/read', async (context, next): Promise<Response | undefined> => {
    if (context.req.header('authorization') === undefined) return context.text('who?', 401);
    await next();
    return;
  });
  app.use('/read', limitBody(MAX_BYTES));
  app.all('*', async (context) => {
    const { path, raw } = context.req;
    const bytes = path === '/read' ? (await raw.arrayBuffer()).byteLength : 0;
    seen.push({ path, bytes, signal: raw.signal });
    return context.text('ok');
  });
  app.onError((error) => {
    errors.push(error);
    return new Response(null, { status: 500 });
  });
  server = await serveHttp(
    (request) => app.fetch(request),
    0,
    (error) => errors.push(error),
    { maxConnections: 3 },
  );
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

async function open(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** What comes back until the answer says so, or the connection ends. */
async function said(socket: Socket, isAll: (text: string) => boolean = () => false): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await vi.waitUntil(() => socket.closed || isAll(text), { timeout: 20_000, interval: 5 });
  return text;
}

test('BR10 nothing is read of whoever brings no login: the answer comes before the body', async () => {
  const socket = await open();
  socket.write(`POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: ${MEGABYTES}\r\n\r\n`);
  const answer = await said(socket, (text) => text.includes('who?'));
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  expect(seen).toEqual([]);
}, 60_000);

test('BR10 whoever sends it all the same gets the answer too', async () => {
  const socket = await open();
  socket.write(`POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: ${MEGABYTES}\r\n\r\n${'x'.repeat(MEGABYTES)}`);
  expect(await said(socket)).toMatch(/^HTTP\/1\.1 401 /);
}, 60_000);

test('BR10 a body beyond the limit of its route is a problem 413, announced or not; one within is read', async () => {
  const head = 'POST /read HTTP/1.1\r\nHost: a\r\nAuthorization: any\r\nConnection: close\r\n';
  const announced = (bytes: number) => `${head}Content-Length: ${bytes}\r\n\r\n${'x'.repeat(bytes)}`;
  const chunked = (bytes: number) =>
    `${head}Transfer-Encoding: chunked\r\n\r\n${bytes.toString(16)}\r\n${'x'.repeat(bytes)}\r\n0\r\n\r\n`;
  // Not with fetch: it may give up on a connection that ends while it sends, before it looks at the answer.
  for (const request of [announced(MAX_BYTES + 1), announced(MEGABYTES), chunked(MAX_BYTES + 1), chunked(MEGABYTES)]) {
    const socket = await open();
    socket.write(request);
    expect(await said(socket)).toMatch(/^HTTP\/1\.1 413 [\s\S]*application\/problem\+json[\s\S]*"code":"too_large"/);
  }
  expect(seen).toEqual([]);
  for (const request of [announced(MAX_BYTES), chunked(MAX_BYTES)]) {
    const socket = await open();
    socket.write(request);
    expect(await said(socket)).toMatch(/^HTTP\/1\.1 200 /);
  }
  expect(seen.map(({ bytes }) => bytes)).toEqual([MAX_BYTES, MAX_BYTES]);
}, 60_000);

test.each([
  'GET // HTTP/1.1',
  'GET //other.example/read HTTP/1.1',
  'GET http://other.example/read HTTP/1.1',
  'GET http:// HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'GET /% HTTP/1.1',
  'GET /%E0%A4%A HTTP/1.1',
  'GET /a?b=%zz HTTP/1.1',
  'TRACE /read HTTP/1.1',
])(
  'BR10 %s is a 400 and no error of ours',
  async (line) => {
    const socket = await open();
    socket.write(`${line}\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(await said(socket)).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"validation_failed"/);
    expect([seen, errors]).toEqual([[], []]);
  },
  60_000,
);

test('BR10 a connection more than there may be is cut, and room is made when one ends', async () => {
  const held = [await open(), await open(), await open()];
  const answers = async (socket: Socket) => {
    socket.write('GET /own HTTP/1.1\r\nHost: b c\r\n\r\n');
    return await said(socket, (text) => text.endsWith('\r\n\r\nok'));
  };
  expect(await answers(held[0] ?? (await open()))).toMatch(/^HTTP\/1\.1 200 /);
  expect(await answers(await open())).toBe('');
  held[0]?.destroy();
  await vi.waitUntil(async () => (await answers(await open())).startsWith('HTTP/1.1 200 '), { timeout: 20_000 });
}, 60_000);

test('BR10 whoever goes in the middle of a body is seen to have gone', async () => {
  const socket = await open();
  socket.write(`POST /read HTTP/1.1\r\nHost: a\r\nAuthorization: any\r\nContent-Length: ${MAX_BYTES}\r\n\r\nhalf`);
  socket.destroy();
  await vi.waitUntil(() => errors.length > 0, { timeout: 20_000 });
  expect(seen).toEqual([]);
  const other = await open();
  other.write('GET /own HTTP/1.1\r\nHost: a\r\n\r\n');
  await vi.waitUntil(() => seen.length > 0, { timeout: 20_000 });
  other.destroy();
  await vi.waitUntil(() => seen[0]?.signal.aborted, { timeout: 20_000 });
}, 60_000);

test('BR8 whoever never finishes asking does not keep the program from ending', async () => {
  const socket = await open();
  socket.write('POST /read HTTP/1.1\r\nHost: a\r\nAuthorization: any\r\nContent-Length: 10\r\n\r\nhalf');
  expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(200);
  await server.close();
}, 60_000);
