import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type IncomingBody, incomingBody } from './incoming-body.ts';
import { problem } from './problem.ts';

/** Answers a request as the web platform describes it; its signal says that nobody waits for the answer any more. */
type Handle = (request: Request) => Response | Promise<Response>;

export interface HttpServer {
  readonly port: number;
  /** Lets those who are being answered have their answer, for a moment, and takes nobody else. */
  readonly close: () => Promise<void>;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const CLOSE_AFTER_MS = 3_000;
// Whoever is still sending does not see an answer that comes with the end of the connection.
const LINGER_MS = 2_000;
/** Whoever comes beyond is cut: sidecar, edge and probes need a few dozen. */
const MAX_CONNECTIONS = 500;
// What Request cannot be made with.
const UNSPEAKABLE = new Set(['CONNECT', 'TRACE', 'TRACK']);

/**
 * Serves a web-standard handler with Node's server. A body is read when the handler reads it, and no sooner: who may send
 * one is decided before.
 *
 * @param port 0 for any free one
 */
export async function serveHttp(
  handle: Handle,
  port: number,
  onError: (error: unknown) => void,
  { maxConnections = MAX_CONNECTIONS }: { readonly maxConnections?: number } = {},
): Promise<HttpServer> {
  const timeouts = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS };
  const server = createServer(timeouts, (incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error: unknown) => {
      onError(error);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  });
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        // Whoever has not finished asking, or does not take the answer, must not keep the program from ending.
        const cut = setTimeout(() => server.closeAllConnections(), CLOSE_AFTER_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function answer(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const body = incomingBody(incoming);
  const request = toRequest(incoming, body, gone.signal);
  const response = request ? await handle(request) : problem(400, 'validation_failed', 'That is no address of ours.');
  const text = Buffer.from(await response.arrayBuffer());
  if (gone.signal.aborted) return;
  const headers = [...response.headers];
  if (response.body !== null) headers.push(['content-length', String(text.length)]);
  // What nobody wanted is not read for the sake of the next request on the connection.
  const isUnread = !incoming.complete;
  if (isUnread) headers.push(['connection', 'close']);
  outgoing.writeHead(response.status, headers.flat());
  // Complete by its length, so that it is understood before the connection ends.
  outgoing.write(text);
  if (isUnread) await body.discard(LINGER_MS);
  outgoing.end();
}

/** Null for what no client of ours asks: another server's address, an address or a method that cannot be read. */
function toRequest(incoming: IncomingMessage, body: IncomingBody, signal: AbortSignal): Request | null {
  const { method = 'GET', url: target = '' } = incoming;
  if (UNSPEAKABLE.has(method) || !isPath(target)) return null;
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const isBodiless = method === 'GET' || method === 'HEAD';
  // By which name it was called does not matter to anybody here, and may be any text.
  const init = { method, headers, signal, ...(!isBodiless && { body: body.stream, duplex: 'half' as const }) };
  return new Request(`http://localhost${target}`, init);
}

function isPath(target: string): boolean {
  if (!/^\/(?!\/)/.test(target)) return false;
  try {
    decodeURIComponent(target);
    return true;
  } catch {
    return false;
  }
}
