import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { installDebianPackage } from './install-debian-package.ts';
import { step } from './steps.ts';

const VERSION = '4.32.5';
const folder = path.join(homedir(), '.cache/carillon', `schemathesis-${VERSION}`);

/** Where the command is once `ensureSchemathesis` answered null. */
export const schemathesis = path.join(folder, 'bin/schemathesis');

/** Puts Schemathesis into a Python environment of its own, once per machine; answers with the reason when that is not possible. */
export async function ensureSchemathesis(): Promise<string | null> {
  if (await isThere()) return null;
  try {
    await step(`Installing schemathesis ${VERSION} (once)`, install);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return `schemathesis could not be installed (it needs Python: \`apt-get install python3-venv\`): ${error instanceof Error ? error.message : error}`;
  }
  return null;
}

async function install(): Promise<void> {
  try {
    await run('python3', '-m', 'venv', '--clear', folder);
  } catch {
    // Debian splits venv off its Python.
    await installDebianPackage('python3-venv');
    await run('python3', '-m', 'venv', '--clear', folder);
  }
  await run(
    path.join(folder, 'bin/pip'),
    'install',
    '--quiet',
    '--disable-pip-version-check',
    `schemathesis==${VERSION}`,
  );
}

async function run(command: string, ...args: string[]): Promise<void> {
  const [code] = await once(spawn(command, args, { stdio: 'ignore' }), 'exit');
  if (code !== 0) throw new Error(`${path.basename(command)} ${args[0]} ended with ${code}`);
}

function isThere(): Promise<boolean> {
  return access(schemathesis).then(
    () => true,
    () => false,
  );
}
