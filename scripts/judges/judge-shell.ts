import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';
import { shellcheck } from './ensure-shellcheck.ts';

/** Where every shell script of the project is. */
const FOLDER = path.join(project.root, '.ci');

/** What shellcheck is given: each shell script. */
export async function shellcheckArgs(): Promise<string[]> {
  const scripts = (await readdir(FOLDER)).sort().map((name) => path.join(FOLDER, name));
  return ['--norc', '--severity=style', ...scripts];
}

/** How actionlint judges the commands of steps by shellcheck as well; its own rules are the same everywhere. */
export const ACTIONLINT_ARGS: readonly string[] = [`-shellcheck=${shellcheck}`, '-pyflakes='];
