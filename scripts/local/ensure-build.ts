import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureSecrets } from './ensure-secrets.ts';
import { project } from './project.ts';
import { runCommand } from './run-command.ts';
import { withLock } from './with-lock.ts';

const INPUTS = [
  'core',
  'application',
  'worker',
  'durable-objects',
  'web',
  'docs/guide',
  'docs/language.md',
  'docs/events/schemas',
  'package.json',
  'package-lock.json',
  'react-router.config.ts',
  'vite.config.ts',
  'wrangler.toml',
  '.dev.vars',
];

/** Builds the Worker and the web app, unless nothing they are made of has changed. Says whether it built. */
export async function ensureBuild(signal?: AbortSignal): Promise<boolean> {
  await ensureSecrets();
  // Two builds in one folder would mix their output: tests and a start may well coincide.
  return withLock('build', async () => {
    const stamp = path.join(project.build, 'inputs.sha256');
    const inputs = await hashInputs();
    if ((await readFile(stamp, 'utf8').catch(() => '')) === inputs) return false;
    const env = { NODE_ENV: 'production' };
    await runCommand(project.reactRouter, ['build'], { failure: 'The build failed.', env, signal });
    await writeFile(stamp, inputs);
    return true;
  });
}

async function hashInputs(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(INPUTS.map(filesBelow))).flat().sort()) {
    hash.update(`${file}\0`).update(await readFile(path.join(project.root, file)));
  }
  return hash.digest('hex');
}

async function filesBelow(entry: string): Promise<string[]> {
  const found = await readdir(path.join(project.root, entry), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return null;
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  if (found === null) return [entry];
  return found
    .filter((file) => file.isFile() && !/\.test\.tsx?$/.test(file.name))
    .map((file) => path.relative(project.root, path.join(file.parentPath, file.name)));
}
