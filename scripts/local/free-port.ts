import { freePorts } from './free-ports.ts';
import { isPortFree } from './is-port-free.ts';
import { PlainError } from './plain-error.ts';

const TRIES = 50;

/** The first free port from `first` upwards; 0 is any. */
export async function freePort(first: number): Promise<number> {
  if (first === 0) return (await freePorts(1))[0] ?? 0;
  for (let port = first; port < first + TRIES; port++) if (await isPortFree(port)) return port;
  throw new PlainError(`No free port between ${first} and ${first + TRIES - 1}. Set PORT to another one.`);
}
