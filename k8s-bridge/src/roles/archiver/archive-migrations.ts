import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface ArchiveMigration {
  /** Of its file; what was applied is remembered by it. */
  readonly name: string;
  readonly sql: string;
}

const FOLDER = path.join(import.meta.dirname, '../../../migrations/archive');

/** The steps from an empty database to what this program knows, in order. The image has this module with its answer instead. */
export async function archiveMigrations(): Promise<ArchiveMigration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  return await Promise.all(names.map(async (name) => ({ name, sql: await readFile(path.join(FOLDER, name), 'utf8') })));
}
