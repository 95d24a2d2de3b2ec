import { rmSync } from 'node:fs';
import { temporaryFolder } from '../scripts/cluster/temporary-folder.ts';
import { memoryFolder } from '../scripts/local/memory-folder.ts';

let folder: Promise<string> | undefined;

/** From here on the runtimes that this process starts keep their databases in memory, if there is enough. They ask for `TMPDIR`. */
export async function keepDatabasesInMemory(): Promise<void> {
  folder ??= makeFolder();
  process.env.TMPDIR = await folder;
}

async function makeFolder(): Promise<string> {
  const made = await temporaryFolder('workerd', await memoryFolder());
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}
