import { spawn } from 'node:child_process';
import { PlainError } from './plain-error.ts';
import { project } from './project.ts';
import { quietEnv } from './quiet-env.ts';

interface CommandOptions {
  /** Said when it fails, before the last lines of its output. */
  readonly failure: string;
  readonly env?: Record<string, string | undefined>;
  readonly signal?: AbortSignal;
  /** How many of its last lines are shown then. */
  readonly lines?: number;
}

/** Runs a Node program of node_modules to its end in silence; what it said is shown only when it fails. */
export function runCommand(file: string, args: readonly string[], options: CommandOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: project.root,
      env: { ...quietEnv(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: options.signal,
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new PlainError(`${options.failure}\n\n${lastLines(output, options.lines ?? 30)}`));
    });
  });
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
