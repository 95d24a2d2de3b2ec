import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';
import { type Preview, previewMigration } from './preview-migration.ts';

/** What the migrations of the project do, in their order; with names, only those. */
export async function previewMigrations(names?: readonly string[]): Promise<Preview[]> {
  const files = (await readdir(project.migrations)).filter((file) => file.endsWith('.sql')).sort();
  const wanted = names === undefined ? files : files.filter((file) => names.includes(file));
  const read = async (file: string) =>
    previewMigration(file, await readFile(path.join(project.migrations, file), 'utf8'));
  return await Promise.all(wanted.map(read));
}

export function describePreviews(previews: readonly Preview[]): string {
  if (previews.length === 0) return 'No migration is pending.';
  return previews.map(({ file, lines }) => [file, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n');
}
