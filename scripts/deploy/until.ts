import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 250;

/** Asks until it is so. @throws Error that says `what` is not, after `patienceMs` */
export async function until(
  isSo: () => Promise<boolean>,
  { patienceMs, what }: { patienceMs: number; what: string },
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`${what} within ${Math.round(patienceMs / 1000)} s`);
    await delay(POLL_MS);
  }
}
