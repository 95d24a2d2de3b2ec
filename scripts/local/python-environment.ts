import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { installDebianPackage } from './install-debian-package.ts';

/** Makes a Python environment of its own in `folder`, in place of what was there. @throws Error where there is no Python */
export async function newPythonEnvironment(folder: string): Promise<void> {
  const make = () => runQuietly('python3', '-m', 'venv', '--clear', folder);
  await make().catch(async () => {
    // Debian splits venv off its Python.
    await installDebianPackage('python3-venv');
    await make();
  });
}

/** Runs pip of that environment. @throws Error when it did not do what was asked */
export async function runPip(folder: string, ...args: string[]): Promise<void> {
  await runQuietly(path.join(folder, 'bin/pip'), ...args, '--quiet', '--disable-pip-version-check');
}

async function runQuietly(command: string, ...args: string[]): Promise<void> {
  const [code] = await once(spawn(command, args, { stdio: 'ignore' }), 'exit');
  if (code !== 0) throw new Error(`${path.basename(command)} ${args[0]} ended with ${code}`);
}
