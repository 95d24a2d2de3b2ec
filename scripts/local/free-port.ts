import { createServer } from 'node:net';
import { PlainError } from './plain-error.ts';

const TRIES = 50;

/** The first free port from `first` upwards; 0 asks the system for any. */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + TRIES; port++) {
    const found = await tryPort(port);
    if (found !== null) return found;
  }
  throw new PlainError(`No free port between ${first} and ${first + TRIES - 1}. Set PORT to another one.`);
}

/** Asks by taking it on every address, as a listener on one of them would otherwise go unnoticed. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
