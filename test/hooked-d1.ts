/** What is about to happen to D1, or has just happened. */
export interface BatchInfo {
  queries: readonly string[];
  /** Whether it is a commit: it writes events or idempotency records. */
  isCommit: boolean;
}

export interface Hooks {
  /** Runs before a batch reaches D1; what it throws is what the caller gets, and D1 never sees the batch. */
  before?: (batch: BatchInfo) => Promise<void> | void;
  /** Runs after D1 applied a batch; what it throws is what the caller gets, although the batch is there. */
  after?: (batch: BatchInfo) => Promise<void> | void;
}

/** A D1 whose batches a test can hold, fail before they happen, or fail after they happened. Single reads count as batches. */
export function hookedD1(d1: D1Database, hooks: Hooks): D1Database {
  const originals = new WeakMap<object, { statement: D1PreparedStatement; query: string }>();
  const run = async <Result>(queries: string[], execute: () => Promise<Result>): Promise<Result> => {
    const info = { queries, isCommit: queries.some((query) => /INSERT INTO (?:events|request_keys)/.test(query)) };
    await hooks.before?.(info);
    const result = await execute();
    await hooks.after?.(info);
    return result;
  };
  const wrap = (statement: D1PreparedStatement, query: string): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get(target, property) {
        if (property === 'bind') return (...values: unknown[]) => wrap(target.bind(...values), query);
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => run([query], () => Reflect.apply(value, target, args));
      },
    });
    originals.set(wrapped, { statement, query });
    return wrapped;
  };
  return new Proxy(d1, {
    get(target, property) {
      if (property === 'prepare') return (query: string) => wrap(target.prepare(query), query);
      if (property === 'batch') {
        return (statements: D1PreparedStatement[]) => {
          const known = statements.map((each) => originals.get(each) ?? { statement: each, query: '' });
          return run(
            known.map(({ query }) => query),
            () => target.batch(known.map(({ statement }) => statement)),
          );
        };
      }
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A D1 that stands still before its first commit: `reached` says it is there, `open` lets it through. */
export function gatedD1(d1: D1Database): { d1: D1Database; reached: Promise<void>; open: () => void } {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const before = async ({ isCommit }: BatchInfo) => {
    if (!isCommit) return;
    reached.resolve();
    await gate.promise;
  };
  return { d1: hookedD1(d1, { before }), reached: reached.promise, open: gate.resolve };
}
