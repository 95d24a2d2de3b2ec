import { InvariantError } from '#core/errors.ts';

/** What one request cost. `trips` are calls to the database over the wire; a batch is one. */
export interface Meter {
  trips: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
  /** Rows written by table, a table's indexes with it: what a write is paid for. */
  writtenTo: Record<string, number>;
  /** Requests to Durable Objects. */
  hubCalls: number;
}

export function newMeter(): Meter {
  return { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0, writtenTo: {}, hubCalls: 0 };
}

const WRITES = /^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)/i;

/** D1 stops an invocation at 1,000 queries; half of that is a bug of ours, found before it is somebody's outage. */
const MAX_STATEMENTS = 500;

/**
 * A D1 database that takes only values which come out as they went in, and that counts what it is asked.
 *
 * D1 itself alters or misreads some values without a word: a lone surrogate comes back as U+FFFD, NUL ends
 * `length()`, integers above 2^53 come back rounded. By the time a value is bound the schemas at the edge have
 * refused all of these with a message for people, so meeting one here is a broken invariant.
 */
export function strictD1(database: D1Database, meter: Meter): D1Database {
  const count = (statements: number) => {
    meter.trips += 1;
    meter.statements += statements;
    if (meter.statements > MAX_STATEMENTS)
      throw new InvariantError(`more than ${MAX_STATEMENTS} statements in one request`);
  };
  const note = (query: string | undefined, { meta }: D1Result) => {
    meter.rowsRead += meta.rows_read;
    meter.rowsWritten += meta.rows_written;
    const table = WRITES.exec(query ?? '')?.[1];
    if (table !== undefined) meter.writtenTo[table] = (meter.writtenTo[table] ?? 0) + meta.rows_written;
  };
  const noted = async (query: string, statement: D1PreparedStatement) => {
    count(1);
    const result = await statement.all<Record<string, unknown>>();
    note(query, result);
    return result;
  };
  const originals = new WeakMap<object, { statement: D1PreparedStatement; query: string }>();

  const wrap = (query: string, statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get(target, property) {
        if (property === 'bind') {
          return (...values: unknown[]) => {
            values.forEach(checkValue);
            return wrap(query, target.bind(...values));
          };
        }
        if (property === 'run' || property === 'all') return async () => await noted(query, target);
        // D1's own `raw` keeps to itself what it cost. Columns of one name would fall together here, as they do in
        // every batch; no query of ours has two.
        if (property === 'raw') return async () => (await noted(query, target)).results.map(Object.values);
        if (UNSEEN.has(property)) return refuseUnseen(property);
        return Reflect.get(target, property, target);
      },
    });
    originals.set(wrapped, { statement, query });
    return wrapped;
  };

  return new Proxy(database, {
    get(target, property) {
      if (property === 'prepare') return (query: string) => wrap(query, target.prepare(query));
      if (property === 'batch') {
        return async (statements: D1PreparedStatement[]) => {
          count(statements.length);
          const results = await target.batch(statements.map((each) => originals.get(each)?.statement ?? each));
          results.forEach((result, at) => {
            const statement = statements[at];
            note(statement && originals.get(statement)?.query, result);
          });
          return results;
        };
      }
      if (UNSEEN.has(property)) return refuseUnseen(property);
      return Reflect.get(target, property, target);
    },
  });
}

/** The ways to D1 that lead past this binder. Nobody needs them. */
const UNSEEN: ReadonlySet<string | symbol> = new Set(['exec', 'withSession', 'dump', 'first']);

function refuseUnseen(property: string | symbol): () => never {
  return () => {
    throw new InvariantError(`D1's ${String(property)} is neither counted nor checked`);
  };
}

function checkValue(value: unknown): void {
  if (value === null) return;
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\0'))
      throw new InvariantError('text with a lone surrogate or NUL reached D1');
    return;
  }
  if (typeof value === 'number') {
    const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    if (!isExact) throw new InvariantError(`the number ${value} would not come back from D1 as it is`);
    return;
  }
  throw new InvariantError(`a value of type ${typeof value} reached D1`);
}
