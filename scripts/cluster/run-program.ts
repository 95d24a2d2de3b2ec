import { spawn } from 'node:child_process';
import path from 'node:path';
import { PlainError } from '../local/plain-error.ts';
import type { Account } from './account.ts';

const LINES_SHOWN = 15;

interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whom it runs as; only root can choose. */
  readonly account?: Account;
}

/** Runs any program to its end in silence and answers with what it wrote to stdout; a failure carries its last lines. */
export function runProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const { account, cwd, env } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      ...account,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      out.push(chunk);
      all.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(out).toString());
      const lastLines = Buffer.concat(all).toString().trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
      reject(new PlainError(`${path.basename(command)} ${args[0] ?? ''} ended with ${code ?? signal}: ${lastLines}`));
    });
  });
}
