import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { selfSignedCertificate } from './self-signed-certificate.ts';

interface Delivered {
  path: string;
  headers: IncomingHttpHeaders;
  body: Uint8Array<ArrayBuffer>;
}

/** A push service on this machine, over TLS, which takes everything. */
export interface PushServer {
  /** As `PUSH_HOSTS` names it. */
  host: string;
  /** The file with the certificate that a client has to trust. */
  certificate: string;
  delivered: Delivered[];
  close: () => Promise<void>;
}

export async function startPushServer(): Promise<PushServer> {
  const { cert, key } = selfSignedCertificate();
  const home = await mkdtemp(path.join(tmpdir(), 'carillon-push-'));
  const certificate = path.join(home, 'push-service.pem');
  await writeFile(certificate, cert);
  const delivered: Delivered[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    void buffer(request).then((body) => {
      delivered.push({ path: request.url ?? '', headers: request.headers, body: Uint8Array.from(body) });
      response.writeHead(201, { location: 'https://localhost/m/1' }).end();
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: `localhost:${port}`,
    certificate,
    delivered,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
