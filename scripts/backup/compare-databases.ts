import type { DatabaseSync } from 'node:sqlite';

export interface Comparison {
  readonly tables: number;
  readonly rows: number;
  readonly differences: readonly string[];
}

const SCHEMA = `SELECT type || ' ' || name || ' ' || sql AS line FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY 1`;
const TABLES = `SELECT name FROM sqlite_schema WHERE type = 'table'
  AND (name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR name = 'sqlite_sequence') AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY 1`;

/** What is in a database: a line for each thing it is made of, and for each row. */
export type Dump = ReadonlyMap<string, readonly string[]>;

/** Every row of every table, by the type and the bytes of each value; and what tables, indexes and triggers there are. */
export function dumpDatabase(database: DatabaseSync): Dump {
  const linesOf = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map(({ line }) => String(line));
  const dump = new Map([['schema', linesOf(SCHEMA)]]);
  for (const { name: table } of database.prepare(TABLES).all()) {
    const columns = database.prepare('SELECT name FROM pragma_table_info(?)').all(table ?? null);
    const values = columns.map(({ name }) => {
      const column = `"${name}"`;
      return `typeof(${column}) || hex(${column}) || CASE typeof(${column}) WHEN 'real' THEN quote(${column}) ELSE '' END`;
    });
    dump.set(String(table), linesOf(`SELECT ${values.join(" || '|' || ")} AS line FROM "${table}" ORDER BY 1`));
  }
  return dump;
}

export function compareDumps(original: Dump, copy: Dump): Comparison {
  const names = [...new Set([...original.keys(), ...copy.keys()])];
  const tables = [...original].filter(([name]) => name !== 'schema');
  return {
    tables: tables.length,
    rows: tables.reduce((sum, [, lines]) => sum + lines.length, 0),
    differences: names.flatMap((name) => differenceOf(name, original.get(name) ?? [], copy.get(name) ?? [])),
  };
}

function differenceOf(name: string, original: readonly string[], copy: readonly string[]): string[] {
  const [had, has] = [new Set(original), new Set(copy)];
  return [
    ...original.filter((line) => !has.has(line)).map((line) => `${name}: missing ${line.slice(0, 300)}`),
    ...copy.filter((line) => !had.has(line)).map((line) => `${name}: not in the original ${line.slice(0, 300)}`),
    // Two alike rows that are three in the other are no difference of sets.
    ...(original.length === copy.length ? [] : [`${name}: ${original.length} rows, and ${copy.length}`]),
  ];
}
