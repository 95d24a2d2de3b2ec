import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cachePath, fillCachedFolder, isCached } from '../cluster/cached-folder.ts';
import { findProgram } from '../cluster/find-program.ts';
import { runProgram } from '../cluster/run-program.ts';
import { aptGet } from '../local/apt-get.ts';
import { step } from '../local/steps.ts';
import { withLock } from '../local/with-lock.ts';

/** Programs out of one of Debian's packages. */
export interface DebianPrograms {
  /** Also that of the folder in the cache. */
  readonly package: string;
  readonly programs: readonly string[];
}

/** Where a program of a package is: what was taken out of Debian's, else what the machine has by itself. */
export function findDebianProgram({ package: name, programs }: DebianPrograms, program: string): string {
  const cached = path.join(cachePath(`debian-${name}`), program);
  if (existsSync(cached) || !programs.includes(program)) return cached;
  return findProgram(program) ?? cached;
}

/**
 * Takes the programs out of the package without installing it: no service is started, nobody has to be root, and nothing
 * else of the machine changes. Answers with the reason when they cannot be had, otherwise null.
 */
export async function ensureDebianPrograms(wanted: DebianPrograms): Promise<string | null> {
  const name = `debian-${wanted.package}`;
  if (await isCached(name)) return null;
  if (!findProgram('dpkg')) {
    const missing = wanted.programs.filter((program) => !findProgram(program));
    return missing.length === 0 ? null : `${missing.join(', ')} missing, and this is no Debian to take them from`;
  }
  try {
    await step(`Fetching ${wanted.package} (once)`, () => fillCachedFolder(name, (folder) => unpack(wanted, folder)));
    return null;
  } catch (error) {
    return `${wanted.package} could not be fetched: ${error instanceof Error ? error.message : error}`;
  }
}

async function unpack({ package: name, programs }: DebianPrograms, folder: string): Promise<void> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'carillon-debian-'));
  try {
    // One that has never asked knows of no packages; only root can ask.
    const download = () => runProgram('apt-get', ['download', '-qq', name], { cwd: scratch });
    await download().catch(async () => {
      await withLock('apt', () => aptGet('update', '-qq'));
      await download();
    });
    const [file = ''] = (await readdir(scratch)).filter((entry) => entry.endsWith('.deb'));
    await runProgram('dpkg', ['-x', path.join(scratch, file), scratch]);
    for (const program of programs)
      await cp(path.join(scratch, 'usr/bin', program), path.join(folder, program), { dereference: true });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
