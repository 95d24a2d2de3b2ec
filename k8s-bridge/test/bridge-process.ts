import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { vi } from 'vitest';
import { z } from 'zod';
import type { LogEvent } from '#bridge/log.ts';

const LineSchema = z.looseObject({ event: z.string() });
type Line = z.infer<typeof LineSchema>;

/** The program as a cluster runs it: a process with an environment, that writes lines. */
export interface BridgeProcess {
  readonly child: ChildProcess;
  /** What it has logged. */
  readonly lines: readonly Line[];
  /** What it wrote beside its log. */
  readonly errors: () => string;
  readonly untilLogged: (event: LogEvent['event'], count?: number) => Promise<Line>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

const main = path.resolve(import.meta.dirname, '../src/main.ts');

export function startBridge(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
): BridgeProcess {
  // Nothing of the test's own environment configures it.
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Line[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    const parsed = LineSchema.safeParse(readJson(line));
    if (parsed.success) lines.push(parsed.data);
    else errors += `${line}\n`;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return {
    child,
    lines,
    errors: () => errors,
    async untilLogged(event, count = 1) {
      const found = await vi.waitUntil(() => lines.filter((line) => line.event === event)[count - 1], {
        timeout: 60_000,
        interval: 20,
      });
      return found;
    },
    signal: (signal) => {
      child.kill(signal);
    },
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
