import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive } from './is-alive.ts';

/**
 * Makes an empty folder in `place` that is this process's own, and removes those of the same name whose process is gone: whoever is
 * killed with -9 can not tidy up behind itself.
 */
export async function temporaryFolder(name: string, place = tmpdir()): Promise<string> {
  const prefix = `carillon-${name}-`;
  const owner = new RegExp(`^${prefix}(\\d+)-`);
  for (const entry of await readdir(place)) {
    const pid = owner.exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(path.join(place, entry), { recursive: true, force: true });
  }
  return mkdtemp(path.join(place, `${prefix}${process.pid}-`));
}
