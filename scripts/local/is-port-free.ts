import { once } from 'node:events';
import { createServer } from 'node:net';

/** Asks by taking it on every address, as a listener on one of them would otherwise go unnoticed. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen({ port, exclusive: true });
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return false;
  server.close();
  await once(server, 'close');
  return true;
}
