import type { BackupTable } from '#core/backup/manifest.ts';
import { list, literals, quoted, sumOf } from './row-literals.ts';

// While a backup runs, triggers note the key of every row that is written, in one table for each table, with the round in
// which that was. They are made with the run and dropped with it: at all other times a write pays nothing for them.

const keysOf = (table: string) => quoted(`backup_keys_${table}`);

/** Begins to note what changes. `state` is the run's own, opaque here. */
export function startWatching(tables: readonly BackupTable[], state: string): string[] {
  return [
    'CREATE TABLE backup_run (id INTEGER PRIMARY KEY CHECK (id = 1), round INTEGER NOT NULL, leased_until INTEGER NOT NULL, state TEXT NOT NULL) STRICT',
    `INSERT INTO backup_run (id, round, leased_until, state) VALUES (1, 0, 0, '${state.replaceAll("'", "''")}')`,
    ...tables.flatMap((table) => [
      // Without types, so that a key is kept as what it is.
      `CREATE TABLE ${keysOf(table.name)} (${keyColumns(table.key)}, round INTEGER NOT NULL, PRIMARY KEY (${keyColumns(table.key)})) WITHOUT ROWID`,
      trigger(table, 'insert', ['new']),
      trigger(table, 'update', ['old', 'new']),
      trigger(table, 'delete', ['old']),
    ]),
  ];
}

function trigger({ name, key }: BackupTable, event: 'insert' | 'update' | 'delete', rows: readonly ('old' | 'new')[]) {
  const note = (row: string) =>
    `INSERT INTO ${keysOf(name)} SELECT ${list(key, `${row}.`)}, round FROM backup_run WHERE true ON CONFLICT DO UPDATE SET round = excluded.round;`;
  return `CREATE TRIGGER ${quoted(`backup_${event}_${name}`)} AFTER ${event.toUpperCase()} ON ${quoted(name)} BEGIN ${rows.map(note).join(' ')} END`;
}

/** Ends it, and forgets the run. */
export function stopWatching(names: { triggers: readonly string[]; tables: readonly string[] }): string[] {
  return [
    ...names.triggers.map((name) => `DROP TRIGGER IF EXISTS ${quoted(name)}`),
    ...names.tables.map((name) => `DROP TABLE IF EXISTS ${quoted(name)}`),
  ];
}

/** How many keys wait that were noted in this round or later. */
export function countChanges(tables: readonly BackupTable[], round: number): string {
  const counts = tables.map(({ name }) => `(SELECT count(*) FROM ${keysOf(name)} WHERE round >= ${round})`);
  return `SELECT ${sumOf(counts)} AS waiting`;
}

/** Rows that changed in these rounds (`until` is not among them), as they are now: `key.length` literals of the key, 1 or 0 for whether it is there, the row. */
export function selectChanges(
  { name, columns, key }: BackupTable,
  rounds: { from: number; until: number },
  after: readonly string[] | null,
  limit: number,
): string {
  const keys = keyColumns(key);
  const on = key.map((column, at) => `page.${quoted(column)} = noted.${keys[at]}`).join(' AND ');
  const behind =
    after === null ? '' : `AND (${keys.map((each) => `noted.${each}`).join(', ')}) > (${after.join(', ')})`;
  const known = literals(
    key.map((column) => `key_${column}`),
    'noted',
  );
  return `SELECT ${known}, page.${quoted(key[0] ?? '')} IS NOT NULL AS "v${key.length}", ${literals(columns, 'page', key.length + 1)}
    FROM ${keysOf(name)} AS noted LEFT JOIN ${quoted(name)} AS page ON ${on}
    WHERE noted.round >= ${rounds.from} AND noted.round < ${rounds.until} ${behind} ORDER BY ${keys.map((each) => `noted.${each}`).join(', ')} LIMIT ${limit}`;
}

const keyColumns = (key: readonly string[]) => key.map((column) => quoted(`key_${column}`));
