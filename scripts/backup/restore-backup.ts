import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { restoreStatements } from '../../core/backup/restore-statements.ts';
import type { Wrangler } from '../deploy/wrangler.ts';
import { PlainError } from '../local/plain-error.ts';
import type { BackupFolder } from './backup-folder.ts';

/**
 * Writes a backup into an empty database.
 *
 * @param where the arguments that tell wrangler which one
 * @throws PlainError when anything is in it: two histories in one database could not be told apart again
 */
export async function restoreBackup(wrangler: Wrangler, backup: BackupFolder, where: readonly string[]): Promise<void> {
  const found = await wrangler.run(['d1', 'execute', 'DB', '--json', '--command', TABLES, ...where], {
    failure: 'The database to restore into does not answer.',
  });
  if (/"name"/.test(found))
    throw new PlainError('The database is not empty. Make a new one (docs/runbooks/restore.md).');
  const folder = await mkdtemp(path.join(tmpdir(), 'carillon-restore-'));
  try {
    const file = path.join(folder, 'restore.sql');
    await pipeline(sqlOf(backup), createWriteStream(file, { mode: 0o600 }));
    await wrangler.run(['d1', 'execute', 'DB', '--yes', '--file', file, ...where], { failure: 'The restore failed.' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const TABLES =
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'";

async function* sqlOf({ manifest, read }: BackupFolder): AsyncGenerator<string> {
  for await (const statement of restoreStatements(manifest, read)) yield `${statement};\n`;
}
