import { randomInt } from 'node:crypto';
import { isPortFree } from './is-port-free.ts';

// Below those that systems lend to outgoing connections: one of these could take a port before its program has bound it,
// or between the death of that program and its next start.
const LOWEST = 18_000;
const COUNT = 14_000;

/** Another one in each process, so that two of them seldom ask for the same ports at the same time. */
let next = randomInt(COUNT);

/**
 * So many ports that nobody has. None is given out a second time by this process: who got it may not have bound it yet, or
 * be down at the moment.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = LOWEST + (next % COUNT);
    next += 1;
    if (await isPortFree(port)) found.push(port);
  }
  return found;
}
