import { z } from 'zod';
import { BackupTableSchema } from '#core/backup/manifest.ts';
import { type Instant, InstantSchema } from '#core/instant.ts';
import type { Database } from '../database.ts';
import { SchemaEntrySchema } from './describe-tables.ts';
import { stopWatching } from './watched-changes.ts';

/** How far a run has come. It is kept in the database that is backed up: a restore takes it back with the rest. */
export const BackupStateSchema = z.object({
  run: z.string(),
  startedAt: InstantSchema,
  schema: z.array(SchemaEntrySchema),
  tables: z.array(BackupTableSchema),
  phase: z.enum(['rows', 'changes']),
  /** In phase `rows` the table that is read, in phase `changes` the one whose changes of `round` are. */
  table: z.int(),
  /** Behind which row to go on, as literals; null at the beginning of a table. */
  after: z.array(z.string()).nullable(),
  rowParts: z.array(z.int()),
  changeParts: z.int(),
  /** The round whose changes are read; null while it is not decided whether there has to be one more. */
  round: z.int().nullable(),
  rounds: z.int(),
});
export type BackupState = z.infer<typeof BackupStateSchema>;

/** Whether there is a run. Costs a look at the schema. */
export async function hasBackupRun(db: Database): Promise<boolean> {
  const { results } = await db.$client.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'backup_run'").all();
  return results.length > 0;
}

/** When the run that there is was begun; null when there is none. */
export async function runningSince(db: Database): Promise<Instant | null> {
  if (!(await hasBackupRun(db))) return null;
  const { results } = await db.$client.prepare('SELECT state FROM backup_run').all<{ state: string }>();
  return BackupStateSchema.parse(JSON.parse(results[0]?.state ?? 'null')).startedAt;
}

/** Takes the run for this turn; null when another turn has it. A turn that was cut off holds it for no longer than its lease. */
export async function leaseBackupRun(db: Database, nowMs: number, untilMs: number): Promise<BackupState | null> {
  const { results } = await db.$client
    .prepare('UPDATE backup_run SET leased_until = ? WHERE leased_until < ? RETURNING state')
    .bind(untilMs, nowMs)
    .all<{ state: string }>();
  return results[0] ? BackupStateSchema.parse(JSON.parse(results[0].state)) : null;
}

export async function saveBackupRun(db: Database, state: BackupState, leasedUntilMs: number): Promise<void> {
  await db.$client
    .prepare('UPDATE backup_run SET state = ?, leased_until = ?')
    .bind(JSON.stringify(state), leasedUntilMs)
    .run();
}

/** What changes from now on is of this round. */
export async function setRound(db: Database, round: number): Promise<void> {
  await db.$client.prepare('UPDATE backup_run SET round = ?').bind(round).run();
}

/** Drops everything a run has made in the database. */
export async function dropBackupRun(db: Database): Promise<void> {
  const { results } = await db.$client
    .prepare(
      "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'trigger') AND name LIKE 'backup\\_%' ESCAPE '\\'",
    )
    .all<{ type: string; name: string }>();
  const named = (type: string) => results.filter((each) => each.type === type).map(({ name }) => name);
  const statements = stopWatching({ triggers: named('trigger'), tables: named('table') });
  if (statements.length > 0) await db.$client.batch(statements.map((sql) => db.$client.prepare(sql)));
}
