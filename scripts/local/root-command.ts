import { spawnSync } from 'node:child_process';
import { PlainError } from './plain-error.ts';

/** Who asks, and what there is to ask with. */
interface Asking {
  readonly isRoot: boolean;
  readonly isCi: boolean;
  /** Whether sudo would do it without a password. */
  readonly hasSudo: () => boolean;
}

/**
 * What stands before a command that only root may run. Nobody is asked for a password in the middle of a test run, and only
 * the machines of CI, which are thrown away, are changed through sudo: a person's is theirs.
 *
 * @throws PlainError when it cannot be run
 */
export function rootCommand(asking: Asking = askingHere()): readonly string[] {
  if (asking.isRoot) return [];
  if (asking.isCi && asking.hasSudo()) return ['sudo', '-n'];
  throw new PlainError('only root can do that');
}

function askingHere(): Asking {
  return {
    isRoot: process.getuid?.() === 0,
    isCi: process.env.CI === 'true',
    hasSudo: () => spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0,
  };
}
