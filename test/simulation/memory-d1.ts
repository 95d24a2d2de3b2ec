import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/**
 * D1 as far as the application uses it, over SQLite in memory: `prepare`, `bind`, `all`, `run`, `raw` and `batch`, which
 * is one transaction. Errors read as D1's do. `rows_read` counts the rows that came back and `rows_written` the rows
 * that changed, without indexes: what a query costs is measured on the real one.
 *
 * Everything happens at once, in the call: time and faults are for what stands before it (`remote-d1.ts`).
 */
export interface MemoryD1 {
  /** Carries out statements as one transaction. @throws Error as D1 words it; then nothing was written */
  execute: (statements: readonly Statement[]) => D1Result<Record<string, unknown>>[];
  /** For looking at what is there. */
  rows: (query: string, ...values: readonly unknown[]) => Record<string, unknown>[];
  close: () => void;
}

export interface Statement {
  query: string;
  values: readonly unknown[];
}

const MAX_PREPARED = 2000;

export function createMemoryD1(migrations: readonly string[]): MemoryD1 {
  const db = new DatabaseSync(':memory:');
  for (const migration of migrations) db.exec(migration);
  const prepared = new Map<string, StatementSync>();
  const prepare = (query: string) => {
    const known = prepared.get(query);
    if (known) return known;
    const statement = db.prepare(query);
    if (prepared.size >= MAX_PREPARED) prepared.clear();
    prepared.set(query, statement);
    return statement;
  };
  const changes = db.prepare('SELECT total_changes() AS total');
  const written = () => Number(changes.get()?.total);
  const one = ({ query, values }: Statement): D1Result<Record<string, unknown>> => {
    const isRead = query.startsWith('SELECT') || query.startsWith('select');
    const before = isRead ? 0 : written();
    const results = prepare(query).all(...values.map(inputValue));
    return { success: true, results, meta: metaOf(results.length, isRead ? 0 : written() - before) };
  };
  return {
    execute(statements) {
      try {
        const [only] = statements;
        if (only && statements.length === 1) return [one(only)];
        db.exec('BEGIN');
        const results = statements.map(one);
        db.exec('COMMIT');
        return results;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw asD1Error(error);
      }
    },
    rows: (query, ...values) => prepare(query).all(...values.map(inputValue)),
    close: () => db.close(),
  };
}

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported`);
}

function metaOf(rowsRead: number, rowsWritten: number): D1Result['meta'] {
  return {
    duration: 0,
    size_after: 0,
    rows_read: rowsRead,
    rows_written: rowsWritten,
    last_row_id: 0,
    changed_db: rowsWritten > 0,
    changes: rowsWritten,
  };
}

const CONSTRAINT_CLASS = 19;

function asD1Error(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { errcode } = error as { errcode?: unknown };
  const isConstraint = typeof errcode === 'number' && (errcode & 0xff) === CONSTRAINT_CLASS;
  return new Error(`D1_ERROR: ${error.message}: ${isConstraint ? 'SQLITE_CONSTRAINT' : 'SQLITE_ERROR'}`, {
    cause: error,
  });
}
