import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from './plain-error.ts';

interface Holder {
  readonly pid: number;
  readonly origin: string;
}

/**
 * Refuses when another instance runs on this state: two runtimes on the same files would each keep hubs of their own, and no window
 * would see what the other did.
 */
export async function refuseWhenRunning(state: string): Promise<void> {
  const holder = await readHolder(state);
  if (holder && isAlive(holder.pid) && (await answers(holder.origin))) {
    throw new PlainError(
      `Carillon already runs at ${holder.origin}. Stop it first, or set CARILLON_STATE to another folder for a second one.`,
    );
  }
}

/** Notes who runs on this state. Call the returned function when it has ended. */
export async function claimState(state: string, origin: string): Promise<() => Promise<void>> {
  await mkdir(state, { recursive: true });
  await writeFile(holderFile(state), JSON.stringify({ pid: process.pid, origin } satisfies Holder));
  return () => rm(holderFile(state), { force: true });
}

/** Where the instance on this state answers; null when none runs. */
export async function runningOrigin(state: string): Promise<string | null> {
  const holder = await readHolder(state);
  return holder && isAlive(holder.pid) ? holder.origin : null;
}

function holderFile(state: string): string {
  return path.join(state, 'running.json');
}

async function readHolder(state: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(holderFile(state), 'utf8'));
  } catch {
    return null;
  }
}

async function answers(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
