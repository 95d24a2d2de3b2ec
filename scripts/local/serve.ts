import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PlainError } from './plain-error.ts';
import { project } from './project.ts';
import { quietEnv } from './quiet-env.ts';

// The first `npm run dev` bundles what it depends on; a server that ended is noticed at once.
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 50;
const STOP_GRACE_MS = 8_000;
const LOG_LINES_KEPT = 40;

/** How a program is started and where it will answer. */
export interface ServeOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly logFile: string;
  /** Whether the person at the terminal reads along. */
  readonly isVerbose?: boolean;
  readonly env?: Record<string, string | undefined>;
  /** Gives the start up: nothing of it remains. */
  readonly signal?: AbortSignal;
}

/** A running instance: wrangler (or Vite) with the workerd processes it started, as one process group. */
export interface Instance {
  readonly origin: string;
  /** Rejects when it ends without having been asked to. */
  readonly crashed: Promise<never>;
  readonly logTail: () => string;
  /** Ends it in order, as Ctrl-C does; nothing of it remains afterwards. */
  readonly stop: () => Promise<void>;
  /** Takes the whole group away at once, in the middle of whatever it does. */
  readonly killHard: () => Promise<void>;
}

/** Starts the program in a process group of its own and returns when `/health` answers. */
export async function serve(options: ServeOptions): Promise<Instance> {
  await mkdir(path.dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile);
  const tail: string[] = [];
  const child = spawn(process.execPath, [options.file, ...options.args], {
    cwd: project.root,
    env: { ...quietEnv(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk);
      if (options.isVerbose) process.stdout.write(chunk);
      tail.push(...chunk.toString().split('\n').filter(Boolean));
      tail.splice(0, tail.length - LOG_LINES_KEPT);
    });
  }
  const logTail = () => tail.join('\n');
  let isEnding = false;
  const crashed = once(child, 'exit').then(([code]): Promise<never> | never => {
    log.end();
    if (isEnding) return new Promise<never>(() => {});
    throw new PlainError(`The server ended by itself (${code ?? 'killed'}). Its last words:\n\n${logTail()}`);
  });
  crashed.catch(() => {});
  const origin = `http://localhost:${options.port}`;
  const end = async (isHard: boolean) => {
    isEnding = true;
    await endGroup(child, isHard);
  };
  try {
    await Promise.race([untilHealthy(origin, logTail), crashed, ...rejectOnAbort(options.signal)]);
  } catch (error) {
    await end(true);
    throw error;
  }
  return { origin, crashed, logTail, stop: () => end(false), killHard: () => end(true) };
}

function rejectOnAbort(signal: AbortSignal | undefined): Promise<never>[] {
  if (!signal) return [];
  return [once(signal, 'abort').then((): never => signal.throwIfAborted() as never)];
}

async function untilHealthy(origin: string, logTail: () => string): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await delay(POLL_MS);
  }
  throw new PlainError(`The server does not answer on ${origin}/health. Its last words:\n\n${logTail()}`);
}

/** workerd shares wrangler's group: signalling only wrangler lets it close its children, the group kill takes what is left. */
async function endGroup(child: ChildProcess, isHard: boolean): Promise<void> {
  const isRunning = child.exitCode === null && child.signalCode === null;
  if (isRunning && !isHard) {
    child.kill('SIGTERM');
    await Promise.race([once(child, 'exit'), delay(STOP_GRACE_MS, undefined, { ref: false })]);
  }
  killGroup(child);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  while (killGroup(child)) await delay(10);
}

/** Says whether anybody was left to be killed. */
function killGroup(child: ChildProcess): boolean {
  if (child.pid === undefined) return false;
  try {
    process.kill(-child.pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
