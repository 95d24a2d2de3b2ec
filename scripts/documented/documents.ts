import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';
import { type DocumentedCommand, documentedCommands } from './documented-commands.ts';

const FILES = ['README.md', 'CONTRIBUTING.md', 'docs/operations.md', 'docs/deploy.md', 'docs/troubleshooting.md'];
const FOLDERS = ['docs/runbooks', 'docs/bridge'];

/** A command, with `file:line` where it stands. */
export type PlacedCommand = DocumentedCommand & { readonly place: string };

/** Every command that somebody who runs or changes Carillon is told to type. */
export async function commandsOfDocuments(): Promise<PlacedCommand[]> {
  const inFolders = await Promise.all(
    FOLDERS.map(async (folder) => {
      const names = await readdir(path.join(project.root, folder));
      return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
    }),
  );
  const files = [...FILES, ...inFolders.flat().sort()];
  const found = files.map(async (file) =>
    documentedCommands(await readFile(path.join(project.root, file), 'utf8')).map((command) => ({
      ...command,
      place: `${file}:${command.line}`,
    })),
  );
  return (await Promise.all(found)).flat();
}
