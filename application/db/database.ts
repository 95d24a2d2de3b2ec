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

interface Waiting {
  readonly statements: readonly SQL[];
  readonly resolve: (rows: Record<string, unknown>[][]) => void;
  readonly reject: (error: unknown) => void;
}

// By the client: what is asked of one database at one time.
const waiting = new WeakMap<D1Database, Waiting[]>();

/**
 * Runs statements that only read, in one batch with those that others ask for at the same time: the way to the database
 * takes longer than the answer. One moment holds for all of them, and when one fails all do.
 *
 * @returns the rows of each statement, in order
 */
export function readBatch(db: Database, statements: readonly SQL[]): Promise<Record<string, unknown>[][]> {
  return new Promise((resolve, reject) => {
    const others = waiting.get(db.$client);
    const own = { statements, resolve, reject };
    if (others !== undefined) {
      others.push(own);
      return;
    }
    const all: Waiting[] = [own];
    waiting.set(db.$client, all);
    queueMicrotask(() => {
      waiting.delete(db.$client);
      runBatch(
        db,
        all.flatMap((each) => each.statements),
      ).then(
        (rows) => {
          let from = 0;
          for (const each of all) {
            each.resolve(rows.slice(from, from + each.statements.length));
            from += each.statements.length;
          }
        },
        (error: unknown) => {
          for (const each of all) each.reject(error);
        },
      );
    });
  });
}
