import {
  type BackupManifest,
  type BackupTable,
  ChangeLineSchema,
  changePart,
  type RowLine,
  RowLineSchema,
  rowPart,
} from './manifest.ts';
import { splitLiteral } from './split-literal.ts';

/** D1 takes statements of up to 100 KB; characters may be of several bytes. */
const STATEMENT_CHARACTERS = 24_000;

/**
 * What makes an empty database the one that was backed up, statement by statement: tables, rows, then indexes and
 * triggers, which would otherwise act on every row as if it were new.
 *
 * A row that changed while the tables were read is written once, as it stood at the end. Writing first what was read and
 * then what changed would meet, on the way, two rows with an address that only ever one had.
 *
 * @param read the text of a part
 */
export async function* restoreStatements(
  manifest: BackupManifest,
  read: (part: string) => Promise<string>,
): AsyncGenerator<string> {
  const { tables, schema, sequences, rowParts } = manifest;
  const made = (type: (each: string) => boolean) => schema.filter((each) => type(each.type)).map(({ sql }) => sql);
  yield* made((type) => type === 'table');
  const changed = await readChanges(manifest, read);
  for (const [at, table] of tables.entries()) {
    const changes = changed.get(table.name) ?? new Map<string, RowLine | null>();
    let held: string[] = [];
    let heldCharacters = 0;
    for await (const row of rowsOf(table, rowParts[at] ?? 0, changes, read)) {
      const values = `(${row.join(', ')})`;
      if (heldCharacters > 0 && heldCharacters + values.length > STATEMENT_CHARACTERS) {
        yield insert(table, held);
        [held, heldCharacters] = [[], 0];
      }
      if (values.length > STATEMENT_CHARACTERS) yield* insertInPieces(table, row);
      else {
        held.push(values);
        heldCharacters += values.length;
      }
    }
    if (held.length > 0) yield insert(table, held);
  }
  // The table is there as soon as one with AUTOINCREMENT is.
  if (sequences.length > 0) {
    yield 'DELETE FROM sqlite_sequence';
    for (const { name, seq } of sequences)
      yield `INSERT INTO sqlite_sequence (name, seq) VALUES (${text(name)}, ${seq})`;
  }
  yield* made((type) => type !== 'table');
}

/** The last state of each changed row, by table and key. */
async function readChanges(
  { changeParts }: BackupManifest,
  read: (part: string) => Promise<string>,
): Promise<Map<string, Map<string, RowLine | null>>> {
  const changed = new Map<string, Map<string, RowLine | null>>();
  for (let part = 0; part < changeParts; part++) {
    for (const line of lines(await read(changePart(part)))) {
      const { table, key, row } = ChangeLineSchema.parse(line);
      const rows = changed.get(table) ?? new Map<string, RowLine | null>();
      changed.set(table, rows.set(JSON.stringify(key), row));
    }
  }
  return changed;
}

async function* rowsOf(
  { name, columns, key }: BackupTable,
  parts: number,
  changes: ReadonlyMap<string, RowLine | null>,
  read: (part: string) => Promise<string>,
): AsyncGenerator<RowLine> {
  const places = key.map((column) => columns.indexOf(column));
  for (let part = 0; part < parts; part++) {
    for (const line of lines(await read(rowPart(name, part)))) {
      const row = RowLineSchema.parse(line);
      if (!changes.has(JSON.stringify(places.map((place) => row[place])))) yield row;
    }
  }
  for (const row of changes.values()) if (row !== null) yield row;
}

function* lines(part: string): Generator<unknown> {
  for (const line of part.split('\n')) if (line !== '') yield JSON.parse(line);
}

function insert({ name, columns }: BackupTable, values: readonly string[]): string {
  return `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES ${values.join(', ')}`;
}

/** A row too large for one statement: its long values begin empty, and grow. */
function* insertInPieces(table: BackupTable, row: RowLine): Generator<string> {
  const { name, columns, key } = table;
  const long = row.map((value) => value.length > STATEMENT_CHARACTERS / columns.length);
  yield insert(table, [`(${row.map((value, at) => (long[at] ? splitLiteral(value, 1).empty : value)).join(', ')})`]);
  const where = key.map((column) => `${quoted(column)} = ${row[columns.indexOf(column)]}`).join(' AND ');
  for (const [at, value] of row.entries()) {
    if (!long[at]) continue;
    const column = quoted(columns[at] ?? '');
    const { pieces, isBlob } = splitLiteral(value, STATEMENT_CHARACTERS);
    for (const piece of pieces) {
      // Joined they are a text, whatever they were.
      const joined = `${column} || ${piece}`;
      yield `UPDATE ${quoted(name)} SET ${column} = ${isBlob ? `CAST(${joined} AS BLOB)` : joined} WHERE ${where}`;
    }
  }
}

function quoted(name: string): string {
  return name === 'rowid' ? name : `"${name.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
