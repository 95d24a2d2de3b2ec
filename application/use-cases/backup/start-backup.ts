import { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import { type BackupState, dropBackupRun, hasBackupRun, runningSince } from '../../db/backup/backup-run.ts';
import { describeTables, SchemaEntrySchema, SELECT_SCHEMA } from '../../db/backup/describe-tables.ts';
import { startWatching } from '../../db/backup/watched-changes.ts';
import type { Database } from '../../db/database.ts';
import type { BackupDeps } from './backup-deps.ts';

/** A run that cannot end (a value that cannot be read, writes faster than reads) is not to make every write dearer for ever. */
const GIVE_UP_MS = 20 * 3_600_000;

/** Begins a backup unless one runs: from here on it is noted what changes. Answers its name, null when one runs already. */
export async function startBackup({
  db,
  effects,
  log,
}: Pick<BackupDeps, 'db' | 'effects' | 'log'>): Promise<string | null> {
  const startedAt = effects.now();
  const running = await runningSince(db);
  if (running !== null) {
    if (toEpochMs(startedAt) - toEpochMs(running) < GIVE_UP_MS) return null;
    log.write({ event: 'backup.failed', error: `given up: it has not come to its end since ${running}` });
    await dropBackupRun(db);
  }
  const schema = await readSchema(db);
  const tables = await describeTables(db, schema);
  const run = startedAt.replaceAll(/[:.]/g, '-');
  const state: BackupState = {
    ...{ run, startedAt, schema, tables, phase: 'rows', table: 0, after: null },
    ...{ rowParts: tables.map(() => 0), changeParts: 0, round: null, rounds: 0 },
  };
  // One transaction: either every table is watched, or there is no run.
  const statements = startWatching(tables, JSON.stringify(state));
  await db.$client.batch(statements.map((sql) => db.$client.prepare(sql)));
  log.write({ event: 'backup.started', run });
  return run;
}

/** Drops what a run has made in the database, if there is one: where no backups are made any more, nobody would end it. */
export async function abandonBackup(db: Database): Promise<void> {
  if (await hasBackupRun(db)) await dropBackupRun(db);
}

/** Begins anew: what was read so far belongs to a schema that is no more. */
export async function restartBackup(deps: Pick<BackupDeps, 'db' | 'effects' | 'log'>): Promise<void> {
  await dropBackupRun(deps.db);
  await startBackup(deps);
}

export async function readSchema(db: Database) {
  return z.array(SchemaEntrySchema).parse((await db.$client.prepare(SELECT_SCHEMA).all()).results);
}
