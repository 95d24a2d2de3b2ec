import { setTimeout as delay } from 'node:timers/promises';
import { PlainError } from '../local/plain-error.ts';
import type { TiedProcess } from './tied-process.ts';

const POLL_MS = 100;

/**
 * Returns when `isReady` says so. A program that ends before, or is not ready in time, is killed, and the error carries its last
 * words.
 */
export async function untilReady(
  name: string,
  program: TiedProcess,
  isReady: () => Promise<boolean>,
  timeoutMs = 90_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let hasEnded = false;
  void program.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && performance.now() < deadline) {
    if (await isReady()) return;
    await delay(POLL_MS);
  }
  await program.kill9();
  throw new PlainError(
    `${name} ${hasEnded ? 'ended' : 'was not ready in time'}. Its last words:\n\n${program.logTail()}`,
  );
}
