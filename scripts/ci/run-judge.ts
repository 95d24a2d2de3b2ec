import { spawnSync } from 'node:child_process';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';

/** Brings a program and runs it in the project, its words shown as they come. @throws PlainError when it is not content */
export async function runJudge(
  ensure: () => Promise<string | null>,
  program: string,
  args: readonly string[],
  fault: string,
): Promise<void> {
  const missing = await ensure();
  if (missing !== null) throw new PlainError(missing);
  const { status } = spawnSync(program, args, { cwd: project.root, stdio: 'inherit' });
  if (status !== 0) throw new PlainError(fault);
}
