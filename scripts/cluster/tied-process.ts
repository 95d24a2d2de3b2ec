import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import { findProgram } from './find-program.ts';

const LOG_LINES_KEPT = 60;
const STOP_GRACE_MS = 15_000;
const running = new Set<ChildProcess>();

// For a parent that ends in order or by an exception; what a SIGKILL of the parent leaves is setpriv's part.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

interface TiedOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whom it runs as; only root can choose. */
  readonly account?: Account;
  /** What the program takes for "end in order, and soon"; SIGTERM unless said otherwise. */
  readonly stopSignal?: NodeJS.Signals;
}

/** A program started by this process, that ends with it. */
export interface TiedProcess {
  readonly pid: number;
  /** Settles when it is gone, by whatever cause. */
  readonly ended: Promise<void>;
  /** Ends it in order; after 15 s without an answer, at once. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, as when the power goes; returns when it is gone. */
  readonly kill9: () => Promise<void>;
  /** SIGSTOP: it lives, its connections stay open, and it does nothing. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** The last lines it wrote to stdout and stderr. */
  readonly logTail: () => string;
}

/**
 * Starts a program that does not survive this process: not its regular end, and on Linux (setpriv's parent death signal) not its
 * SIGKILL either. It has a process group of its own, so that Ctrl-C reaches only this process, which then stops it in its own order.
 */
export async function startTied(options: TiedOptions): Promise<TiedProcess> {
  const setpriv = findProgram('setpriv');
  const tied = setpriv ? [setpriv, '--pdeathsig', 'KILL', options.command] : [options.command];
  const [command = options.command, ...args] = [...tied, ...options.args];
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    ...options.account,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  await once(child, 'spawn');
  running.add(child);
  const ended = once(child, 'exit').then(() => {
    running.delete(child);
  });
  const signal = async (name: NodeJS.Signals) => {
    child.kill(name);
    // A stopped program hears nothing but SIGKILL until it goes on.
    child.kill('SIGCONT');
    await Promise.race([ended, delay(STOP_GRACE_MS, undefined, { ref: false })]);
    child.kill('SIGKILL');
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    ended,
    stop: () => signal(options.stopSignal ?? 'SIGTERM'),
    kill9: () => signal('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    logTail: keepTail(child),
  };
}

function keepTail(child: ChildProcess): () => string {
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      tail.push(...chunk.toString().split('\n').filter(Boolean));
      tail.splice(0, tail.length - LOG_LINES_KEPT);
    });
  }
  return () => tail.join('\n');
}
