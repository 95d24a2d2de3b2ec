import { z } from 'zod';
import { type BackupTable, type ChangeLine, changePart, RowLineSchema } from '#core/backup/manifest.ts';
import { sealPart } from '../../backup/seal-part.ts';
import { type BackupState, saveBackupRun, setRound } from '../../db/backup/backup-run.ts';
import { countChanges, selectChanges } from '../../db/backup/watched-changes.ts';

import type { BackupDeps } from './backup-deps.ts';
import { leaseEnd, type Turn } from './turn.ts';

/** So few changed rows are read in one transaction; more would keep everybody waiting. */
export const LAST_CHANGES = 300;
const PAGE_ROWS = 200;

const WaitingSchema = z.tuple([z.object({ waiting: z.int() })]);

/** Reads rounds of changes until few are left; then `round` is null, and what is left is read by whoever finishes. */
export async function readChanges(turn: Turn, from: BackupState): Promise<BackupState> {
  const { db } = turn.deps;
  let state = from;
  for (;;) {
    if (state.round === null) {
      const { results } = await db.$client.prepare(countChanges(state.tables, state.rounds)).all();
      const [{ waiting }] = WaitingSchema.parse(results);
      if (waiting <= LAST_CHANGES) return state;
      // Cut off between these two, the next turn does both once more.
      await setRound(db, state.rounds + 1);
      state = { ...state, round: state.rounds, table: 0, after: null };
      await saveBackupRun(db, state, leaseEnd(turn.deps.effects));
    }
    const table = state.tables[state.table];
    if (table === undefined) state = { ...state, round: null, rounds: state.rounds + 1, table: 0, after: null };
    else if (turn.mayGoOn()) state = await readPage(turn.deps, state, table, state.round ?? 0);
    else return state;
  }
}

async function readPage(deps: BackupDeps, state: BackupState, table: BackupTable, round: number): Promise<BackupState> {
  const { results } = await deps.db.$client
    .prepare(selectChanges(table, { from: round, until: round + 1 }, state.after, PAGE_ROWS))
    .all();
  const changes = changeLines(table, results);
  const last = changes.at(-1);
  if (last === undefined) return { ...state, table: state.table + 1, after: null };
  await writeChanges(deps, state, changes);
  return { ...state, after: last.key, changeParts: state.changeParts + 1 };
}

/** What `selectChanges` answered. */
export function changeLines({ name, key }: BackupTable, results: readonly Record<string, unknown>[]): ChangeLine[] {
  return results.map((result) => {
    const values = Object.values(result);
    const isThere = values[key.length] === 1;
    return {
      table: name,
      key: RowLineSchema.parse(values.slice(0, key.length)),
      row: isThere ? RowLineSchema.parse(values.slice(key.length + 1)) : null,
    };
  });
}

/** Writes the next part of changes. */
export async function writeChanges(
  { store, key }: Pick<BackupDeps, 'store' | 'key'>,
  { run, changeParts }: BackupState,
  changes: readonly ChangeLine[],
): Promise<void> {
  const place = `${run}/${changePart(changeParts)}`;
  await store.put(place, await sealPart(key, place, `${changes.map((change) => JSON.stringify(change)).join('\n')}\n`));
}
