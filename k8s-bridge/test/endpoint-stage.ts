import { once } from 'node:events';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Certificate } from '../../scripts/cluster/certificates.ts';

/** A call as an endpoint got it. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An endpoint on 127.0.0.1 that behaves as a test says. */
export interface Endpoint {
  readonly port: number;
  readonly calls: readonly ReceivedCall[];
  /** How many connections were made to it. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

export type Behave = (response: ServerResponse, call: ReceivedCall) => void;

/** @param certificate speaks TLS with it */
export async function startEndpoint(behave: Behave, certificate?: Certificate): Promise<Endpoint> {
  const calls: ReceivedCall[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    const call = { method, path: url, headers, body: await text(request) };
    calls.push(call);
    behave(response, call);
  };
  const listener: RequestListener = (request, response) => {
    answer(request, response).catch(() => response.destroy());
  };
  const server = certificate
    ? https.createServer({ cert: certificate.certificate, key: certificate.key }, listener)
    : http.createServer(listener);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    calls,
    connections: () => connections,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
