import { parseArgs } from 'node:util';
import { z } from 'zod';
import { BackupsSchema } from '../core/backup/manifest.ts';
import { fetchBackup } from './backup/fetch-backup.ts';
import { operatorApi } from './local/operator-api.ts';
import { PlainError } from './local/plain-error.ts';

const USAGE = `npm run backup -- list | begin | fetch RUN --to FOLDER   [--origin https://…]
  list   the backups that a deployment keeps, newest first
  begin  one more, now; the cron of each minute works on it
  fetch  brings one into FOLDER/RUN, sealed as it is kept (BACKUP_KEY tells which parts there are)
  OPERATOR_TOKEN has to be set; without --origin the local instance is asked.`;

async function backup(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { origin: text, to: text },
  });
  const [verb, run, ...more] = positionals;
  if (verb === 'fetch' && run !== undefined && values.to !== undefined && more.length === 0) {
    const { OPERATOR_TOKEN: operatorToken } = process.env;
    if (!operatorToken || values.origin === undefined)
      throw new PlainError('fetch takes --origin, and OPERATOR_TOKEN set.');
    const folder = await fetchBackup({ origin: values.origin, operatorToken, run, folder: values.to });
    return console.log(`${folder} has it.`);
  }
  if (run !== undefined) throw new PlainError(USAGE);
  const ask = await operatorApi(values.origin);
  if (verb === 'begin') {
    const begun = await ask('/backups', z.object({ run: z.string().nullable() }), {});
    return console.log(begun.run ?? 'One runs already.');
  }
  if (verb !== 'list') throw new PlainError(USAGE);
  const { backups } = await ask('/backups', BackupsSchema);
  if (backups.length === 0) console.log('There are no backups.');
  for (const each of backups) {
    const end =
      each.finishedAt === null
        ? 'sealed with another key'
        : `${each.finishedAt}, up to event ${each.seq} of epoch ${each.epoch}`;
    console.log(`${each.run}  ${each.isFinished ? end : 'not finished'}`);
  }
}

try {
  await backup(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
