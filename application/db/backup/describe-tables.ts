import { z } from 'zod';
import type { BackupTable } from '#core/backup/manifest.ts';
import type { Database } from '../database.ts';
import { quoted } from './row-literals.ts';

/** One thing that makes up the database: a table, an index, a trigger. */
export const SchemaEntrySchema = z.object({ type: z.string(), name: z.string(), sql: z.string() });
export type SchemaEntry = z.infer<typeof SchemaEntrySchema>;

// What SQLite and the platform keep for themselves, and what a run of a backup makes. An underscore stands for any character.
export const SELECT_SCHEMA = `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL
  AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name NOT LIKE 'backup\\_%' ESCAPE '\\'
  ORDER BY rowid`;

const ColumnSchema = z.object({ name: z.string(), type: z.string(), pk: z.int() });
const ReferenceSchema = z.object({ table: z.string() });

/** Every table, those that others refer to first, so that rows can be written in this order. */
export async function describeTables(db: Database, schema: readonly SchemaEntry[]): Promise<BackupTable[]> {
  const tables = schema.filter(({ type }) => type === 'table');
  const ask = (pragma: string) => tables.map(({ name }) => db.$client.prepare(`PRAGMA ${pragma}(${quoted(name)})`));
  const columns = await db.$client.batch(ask('table_info'));
  const references = await db.$client.batch(ask('foreign_key_list'));
  const described = tables.map(({ name, sql }, at) => ({
    ...describeTable(name, sql, z.array(ColumnSchema).parse(columns[at]?.results)),
    refersTo: z
      .array(ReferenceSchema)
      .parse(references[at]?.results)
      .map(({ table }) => table),
  }));
  return parentsFirst(described).map(({ name, columns: all, key }) => ({ name, columns: all, key }));
}

function describeTable(name: string, sql: string, columns: readonly z.infer<typeof ColumnSchema>[]): BackupTable {
  const names = columns.map((column) => column.name);
  const primary = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk);
  const isRowid = primary.length === 1 && primary[0]?.type.toUpperCase() === 'INTEGER';
  // A primary key of a table with rowid may be NULL, and may change; its rowid is what it is known by.
  if (isRowid || /\)[^)]*WITHOUT\s+ROWID[^)]*$/i.test(sql))
    return { name, columns: names, key: primary.map((each) => each.name) };
  return { name, columns: ['rowid', ...names], key: ['rowid'] };
}

function parentsFirst<Table extends { name: string; refersTo: string[] }>(tables: readonly Table[]): Table[] {
  const placed: Table[] = [];
  const place = (table: Table, above: readonly string[]) => {
    if (placed.includes(table) || above.includes(table.name)) return;
    for (const name of table.refersTo) {
      const parent = tables.find((each) => each.name === name);
      if (parent) place(parent, [...above, table.name]);
    }
    placed.push(table);
  };
  for (const table of tables) place(table, []);
  return placed;
}
