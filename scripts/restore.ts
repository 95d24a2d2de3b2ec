import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBackupFolder } from './backup/backup-folder.ts';
import { restoreBackup } from './backup/restore-backup.ts';
import { readTarget } from './deploy/target.ts';
import { wranglerProgram } from './deploy/wrangler.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

const USAGE = `npm run restore -- --from FOLDER/RUN --env staging|production   into the database of wrangler.toml, which has to be empty
npm run restore -- --from FOLDER/RUN --state DIRECTORY         into a local one (start it with CARILLON_STATE=DIRECTORY)
  BACKUP_KEY is the key it was sealed with. docs/runbooks/restore.md says what comes before and after.`;

try {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { from: text, env: text, state: text } });
  if (values.from === undefined || (values.env === undefined) === (values.state === undefined))
    throw new PlainError(USAGE);
  const where =
    values.state === undefined
      ? ['--remote', '--env', readTarget(values.env)]
      : ['--local', '--persist-to', path.resolve(values.state)];
  const backup = await openBackupFolder(values.from);
  await restoreBackup(wranglerProgram(), backup, [...where, '--config', project.config]);
  const { finishedAt, seq, epoch } = backup.manifest;
  console.log(`The database is as it was at ${finishedAt}: up to event ${seq} of epoch ${epoch}.`);
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
