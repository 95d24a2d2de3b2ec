import type { SQL } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { type Meter, strictD1 } from './strict-d1.ts';

export type Database = DrizzleD1Database & { $client: D1Database };

/** The database of one request, behind the strict binder. */
export function openDatabase(d1: D1Database, meter: Meter): Database {
  return drizzle(strictD1(d1, meter));
}

const dialect = new SQLiteSyncDialect();

/**
 * Runs statements as one D1 batch, which is one transaction: all or nothing. drizzle's own `batch` takes built queries
 * only; the set-based writes are SQL templates.
 *
 * @returns the rows of each statement, in order
 */
export async function runBatch(db: Database, statements: readonly SQL[]): Promise<Record<string, unknown>[][]> {
  const prepared = statements.map((statement) => {
    const { sql, params } = dialect.sqlToQuery(statement);
    return db.$client.prepare(sql).bind(...params);
  });
  const results = await db.$client.batch<Record<string, unknown>>(prepared);
  return results.map(({ results: rows }) => rows);
}
