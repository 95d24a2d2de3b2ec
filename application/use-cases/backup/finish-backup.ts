import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type BackupManifest, MANIFEST } from '#core/backup/manifest.ts';
import { sealPart } from '../../backup/seal-part.ts';
import { type BackupState, dropBackupRun } from '../../db/backup/backup-run.ts';
import { SchemaEntrySchema, SELECT_SCHEMA } from '../../db/backup/describe-tables.ts';
import { selectChanges } from '../../db/backup/watched-changes.ts';
import type { BackupDeps } from './backup-deps.ts';
import { pruneBackups } from './prune-backups.ts';
import { changeLines, LAST_CHANGES, writeChanges } from './read-changes.ts';

const PositionSchema = z.tuple([z.object({ epoch: z.string(), seq: z.int() })]);
const SequencesSchema = z.array(z.object({ name: z.string(), seq: z.string() }));

/** Reads what changed last in one transaction with the end of the log, writes the manifest, and clears up. */
export async function finishBackup(
  deps: BackupDeps,
  state: BackupState,
): Promise<'finished' | 'schema_changed' | 'busy'> {
  const { db, store, key, effects, log } = deps;
  const { run, startedAt, tables, rowParts, rounds } = state;
  const [schema, position, sequences, ...changed] = await db.$client.batch<Record<string, unknown>>(
    [
      SELECT_SCHEMA,
      'SELECT epoch, (SELECT coalesce(max(seq), 0) FROM events) AS seq FROM log_state',
      "SELECT name, CAST(seq AS TEXT) AS seq FROM sqlite_sequence WHERE name NOT LIKE 'backup\\_%' ESCAPE '\\' ORDER BY name",
      ...tables.map((table) =>
        selectChanges(table, { from: rounds, until: Number.MAX_SAFE_INTEGER }, null, LAST_CHANGES * 10),
      ),
    ].map((sql) => db.$client.prepare(sql)),
  );
  if (!isDeepStrictEqual(z.array(SchemaEntrySchema).parse(schema?.results), state.schema)) return 'schema_changed';
  const lines = tables.map((table, at) => changeLines(table, changed[at]?.results ?? []));
  // Somebody wrote a great deal since it was counted: the next turn reads one more round.
  if (lines.some((each) => each.length === LAST_CHANGES * 10)) return 'busy';
  const last = lines.flat();
  if (last.length > 0) await writeChanges(deps, state, last);
  const [{ epoch, seq }] = PositionSchema.parse(position?.results);
  const manifest: BackupManifest = {
    ...{ format: 1, run, startedAt, finishedAt: effects.now(), epoch, seq, tables, schema: state.schema, rowParts },
    sequences: SequencesSchema.parse(sequences?.results),
    changeParts: state.changeParts + (last.length > 0 ? 1 : 0),
  };
  const place = `${run}/${MANIFEST}`;
  await store.put(place, await sealPart(key, place, JSON.stringify(manifest)));
  await dropBackupRun(db);
  const parts = rowParts.reduce((sum, count) => sum + count, 0) + manifest.changeParts;
  log.write({ event: 'backup.finished', run, seq, parts, rounds });
  await pruneBackups(deps, run);
  return 'finished';
}
