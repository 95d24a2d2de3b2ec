import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** So many free ports, no two alike: all are held until the last is found. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map(close));
  return ports;
}

// Below those that systems lend to outgoing connections: one of these could take a port before its program has bound it,
// or between the death of that program and its next start.
const [LOWEST, HIGHEST] = [18_000, 32_000];

async function listen(): Promise<Server> {
  for (;;) {
    const server = createServer();
    server.listen({ port: randomInt(LOWEST, HIGHEST), exclusive: true });
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) return server;
  }
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
