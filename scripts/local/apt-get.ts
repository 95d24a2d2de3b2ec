import { runProgram } from '../cluster/run-program.ts';
import { rootCommand } from './root-command.ts';

/** Runs apt-get as root, without its questions. @throws PlainError when nobody here is root, or it failed */
export async function aptGet(...args: string[]): Promise<void> {
  // sudo takes the environment away: what it is to have goes in behind it.
  const [program = '', ...rest] = [...rootCommand(), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  await runProgram(program, rest);
}
