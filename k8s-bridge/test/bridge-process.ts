import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { vi } from 'vitest';
import { z } from 'zod';
import type { LogEvent } from '#bridge/log.ts';
import { project } from '../../scripts/local/project.ts';

const LineSchema = z.looseObject({ event: z.string() });
type Line = z.infer<typeof LineSchema>;

/** The program as a cluster runs it: a process with an environment, that writes lines. */
export interface BridgeProcess {
  readonly child: ChildProcess;
  /** What it has logged. */
  readonly lines: readonly Line[];
  /** What it wrote beside its log. */
  readonly errors: () => string;
  /** Fails at once when it has ended without having logged it. */
  readonly untilLogged: (event: LogEvent['event'], count?: number) => Promise<Line>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

const main = path.resolve(import.meta.dirname, '../src/main.ts');
// Reading the program costs more than its start: the next one takes what an earlier one has read.
const NODE_COMPILE_CACHE = path.join(project.root, '.cache/node-compile');

export type StartBridge = (
  env: Readonly<Record<string, string | undefined>>,
  args?: readonly string[],
) => BridgeProcess;

export const startBridge: StartBridge = (env, args = []) =>
  // Nothing of the test's own environment configures it.
  watchBridge(
    spawn(process.execPath, [main, ...args], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );

/** What a bridge says and does, however it was started. */
export function watchBridge(
  child: ChildProcessByStdio<null, Readable, Readable>,
  send = (signal: NodeJS.Signals) => void child.kill(signal),
): BridgeProcess {
  const lines: Line[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    const parsed = LineSchema.safeParse(readJson(line));
    if (parsed.success) lines.push(parsed.data);
    else errors += `${line}\n`;
  });
  // Its last lines are read by then, other than at its exit.
  let isOver = false;
  child.once('close', () => {
    isOver = true;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return {
    child,
    lines,
    errors: () => errors,
    async untilLogged(event, count = 1) {
      const look = () => {
        const found = lines.filter((line) => line.event === event)[count - 1];
        if (!found && isOver) throw new Error(`the bridge ended and had not logged ${event}. ${errors}`);
        return found;
      };
      return await vi.waitUntil(look, { timeout: 60_000, interval: 20 });
    },
    signal: send,
    ended: once(child, 'exit').then(([code]) => code),
  };
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
