import { access, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { newPythonEnvironment, runPip } from './python-environment.ts';
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
  await newPythonEnvironment(folder);
  await runPip(folder, 'install', `schemathesis==${VERSION}`);
}

function isThere(): Promise<boolean> {
  return access(schemathesis).then(
    () => true,
    () => false,
  );
}
