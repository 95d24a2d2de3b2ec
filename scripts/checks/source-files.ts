import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';

const NOT_OURS = new Set(['node_modules', 'build', '.git', '.wrangler', '.react-router', '.cache']);

/** Every file of the project, relative to its root, without what is installed or generated. */
export async function sourceFiles(folder = ''): Promise<string[]> {
  const entries = await readdir(path.join(project.root, folder), { withFileTypes: true });
  const nested = entries.map((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (NOT_OURS.has(entry.name)) return [];
    return entry.isDirectory() ? sourceFiles(name) : [name];
  });
  return (await Promise.all(nested)).flat();
}
