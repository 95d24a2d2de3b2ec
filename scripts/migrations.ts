import { parseArgs } from 'node:util';
import { pendingMigrations } from './deploy/pending-migrations.ts';
import { readTarget, TARGETS } from './deploy/target.ts';
import { wranglerProgram } from './deploy/wrangler.ts';
import { PlainError } from './local/plain-error.ts';
import { describePreviews, previewMigrations } from './migrations/read-migrations.ts';

const USAGE = `npm run migrations -- preview [--all | --env ${TARGETS.join('|')}]
  Says what each migration that is pending will do to the database, and refuses what would lose data.
  Without --env those that the local database lacks.`;

/** `npm run migrations -- preview`. */
async function migrations(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { env: { type: 'string' }, all: { type: 'boolean', default: false } },
  });
  if (positionals.join(' ') !== 'preview') throw new PlainError(USAGE);
  const target = values.env === undefined ? null : readTarget(values.env);
  const pending = values.all ? undefined : await pendingMigrations(wranglerProgram(), target);
  const previews = await previewMigrations(pending);
  console.log(describePreviews(previews));
  const refusals = previews.flatMap((preview) => preview.refusals);
  if (refusals.length > 0) throw new PlainError(`\n${refusals.join('\n')}`);
}

try {
  await migrations(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
