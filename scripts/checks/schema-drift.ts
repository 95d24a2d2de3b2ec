import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Check } from './check.ts';

/** Tables that SQL alone uses: the guard that never holds a row, and what SQLite and wrangler keep for themselves. */
const SQL_ONLY = /^(sqlite_|d1_|commit_guard$)/;

/** Migrations are written by hand, so the schema the queries are typed with is compared with the database they really make. */
export const schemaDrift: Check = {
  name: 'drizzle schema follows the migrations',
  async run() {
    const database = await migratedDatabase();
    const made = new Map(tableNames(database).map((table) => [table, describeMade(database, table)]));
    const typed = new Map(await describeSchema());
    const differences = [...new Set([...made.keys(), ...typed.keys()])].sort().flatMap((table) => {
      const [want, have] = [made.get(table), typed.get(table)];
      if (want === have) return [];
      return [`${table}\n  migrations: ${want ?? 'no such table'}\n  schema.ts:  ${have ?? 'no such table'}`];
    });
    if (differences.length > 0) throw new PlainError(differences.join('\n'));
  },
};

async function migratedDatabase(): Promise<DatabaseSync> {
  const database = new DatabaseSync(':memory:');
  for (const file of (await readdir(project.migrations)).filter((name) => name.endsWith('.sql')).sort()) {
    database.exec(await readFile(path.join(project.migrations, file), 'utf8'));
  }
  return database;
}

function tableNames(database: DatabaseSync): string[] {
  const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return rows.map((row) => String(row.name)).filter((name) => !SQL_ONLY.test(name));
}

function describeMade(database: DatabaseSync, table: string): string {
  const columns = database.prepare('SELECT name, type, "notnull" AS required, pk FROM pragma_table_info(?)').all(table);
  return describe(
    columns.map((column) => [String(column.name), String(column.type), Boolean(column.required || column.pk)]),
  );
}

/** Every table that a `…schema.ts` of application/db exports. */
async function describeSchema(): Promise<[string, string][]> {
  const folder = path.join(project.root, 'application/db');
  const files = (await readdir(folder)).filter((file) => file.endsWith('schema.ts'));
  const modules: unknown[] = await Promise.all(files.map((file) => import(path.join(folder, file))));
  return modules
    .flatMap((module) => Object.values(Object(module)))
    .filter((value) => is(value, SQLiteTable))
    .map((table) => {
      const { name, columns, primaryKeys } = getTableConfig(table);
      const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
      return [
        name,
        describe(
          columns.map((column) => [
            column.name,
            column.getSQLType().toUpperCase(),
            column.notNull || column.primary || keys.has(column.name),
          ]),
        ),
      ];
    });
}

function describe(columns: readonly (readonly [name: string, type: string, isRequired: boolean])[]): string {
  return columns
    .map(([name, type, isRequired]) => `${name} ${type}${isRequired ? '' : ' NULL'}`)
    .sort()
    .join(', ');
}
