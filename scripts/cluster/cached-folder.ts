import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { withLock } from '../local/with-lock.ts';
import { isAlive } from './is-alive.ts';

const cache = path.join(homedir(), '.cache/carillon');

/** Where what was fetched or built once per machine is kept. */
export function cachePath(name: string): string {
  return path.join(cache, name);
}

/**
 * Fills the folder `name` of the cache unless it is there. It is filled under another name and renamed at the end, so that one whose
 * filling was killed is never taken for whole. Of this checkout one process fills it at a time; when two checkouts do, the first to finish wins.
 */
export function fillCachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<void> {
  return withLock(name, () => fillOnce(name, fill));
}

async function fillOnce(name: string, fill: (folder: string) => Promise<void>): Promise<void> {
  if (await isCached(name)) return;
  await removeAbandoned(name);
  const partial = cachePath(`${name}.partial-${process.pid}`);
  try {
    await mkdir(partial, { recursive: true });
    await fill(partial);
    await rename(partial, cachePath(name)).catch(async (error: unknown) => {
      if (!(await isCached(name))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Whether the folder is there, and therefore whole. */
export function isCached(name: string): Promise<boolean> {
  return access(cachePath(name)).then(
    () => true,
    () => false,
  );
}

async function removeAbandoned(name: string): Promise<void> {
  const prefix = `${name}.partial-`;
  const entries = await readdir(cache).catch(() => []);
  const abandoned = entries.filter((entry) => entry.startsWith(prefix) && !isAlive(Number(entry.slice(prefix.length))));
  await Promise.all(abandoned.map((entry) => rm(path.join(cache, entry), { recursive: true, force: true })));
}
