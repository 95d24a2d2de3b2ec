import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Answers a request as the web platform describes it. */
type Handle = (request: Request) => Response | Promise<Response>;

export interface HttpServer {
  readonly port: number;
  /** Lets those who are being answered have their answer, for a moment, and takes nobody else. */
  readonly close: () => Promise<void>;
}

const REQUEST_TIMEOUT_MS = 60_000;
const CLOSE_AFTER_MS = 3_000;
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * Serves a web-standard handler with Node's server.
 *
 * @param port 0 for any free one
 */
export async function serveHttp(handle: Handle, port: number, onError: (error: unknown) => void): Promise<HttpServer> {
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error: unknown) => {
      onError(error);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
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
  const body = await readBody(incoming);
  const response = body === null ? new Response(null, { status: 413 }) : await handle(toRequest(incoming, body));
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** Null when it is larger than anything that is rightly sent here. */
async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    // Read to its end all the same: whoever is still sending would not see the answer.
    if (bytes <= MAX_BODY_BYTES) chunks.push(buffer);
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : null;
}

function toRequest(incoming: IncomingMessage, body: Buffer<ArrayBuffer>): Request {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  const isBodiless = method === 'GET' || method === 'HEAD';
  return new Request(url, { method, headers, ...(!isBodiless && { body }) });
}
