import { RowLineSchema, rowPart } from '#core/backup/manifest.ts';
import { sealPart } from '../../backup/seal-part.ts';
import { type BackupState, saveBackupRun } from '../../db/backup/backup-run.ts';
import { selectPage } from '../../db/backup/row-literals.ts';

import { leaseEnd, type Turn } from './turn.ts';

/** A page keeps D1 busy for some hundredths of a second, and fits a hundred times into the memory of a Worker. */
const PAGE = { rows: 500, bytes: 1_000_000 };
const SAVE_EVERY_PAGES = 20;

/** Reads on through the tables for as long as the turn may go on. */
export async function readRows({ deps, mayGoOn }: Turn, from: BackupState): Promise<BackupState> {
  const { db, store, key, effects } = deps;
  let state = from;
  for (let pages = 1; ; pages++) {
    const table = state.tables[state.table];
    if (table === undefined) return { ...state, phase: 'changes', table: 0, after: null };
    if (!mayGoOn()) return state;
    const { results } = await db.$client.prepare(selectPage(table, state.after, PAGE)).all();
    const rows = results.map((row) => RowLineSchema.parse(Object.values(row)));
    const last = rows.at(-1);
    if (last === undefined) {
      state = { ...state, table: state.table + 1, after: null };
      continue;
    }
    const number = state.rowParts[state.table] ?? 0;
    const place = `${state.run}/${rowPart(table.name, number)}`;
    await store.put(place, await sealPart(key, place, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`));
    const after = table.key.map((column) => last[table.columns.indexOf(column)] ?? '');
    state = { ...state, after, rowParts: state.rowParts.with(state.table, number + 1) };
    // So that a turn which is cut off does not cost all it has read; the lease is as new as what was saved.
    if (pages % SAVE_EVERY_PAGES === 0) await saveBackupRun(db, state, leaseEnd(effects));
  }
}
