import type { Statement } from './memory-d1.ts';

/** How a database carries out statements, as one transaction. */
export type Execute = (statements: readonly Statement[]) => Promise<D1Result<Record<string, unknown>>[]>;

/** The interface of D1 in front of something that carries out statements. What the application does not use throws. */
export function d1Database(execute: Execute): D1Database {
  return {
    prepare: (query) => new PreparedStatement(execute, { query, values: [] }),
    async batch<Row>(statements: D1PreparedStatement[]) {
      return (await execute(statements.map(statementOf))) as D1Result<Row>[];
    },
    exec: () => unused('exec'),
    withSession: () => unused('withSession'),
    dump: () => unused('dump'),
  };
}

const statements = new WeakMap<object, Statement>();

function statementOf(prepared: D1PreparedStatement): Statement {
  const statement = statements.get(prepared);
  if (!statement) throw new Error('a statement of another database');
  return statement;
}

class PreparedStatement implements D1PreparedStatement {
  readonly #execute: Execute;
  readonly #statement: Statement;

  constructor(execute: Execute, statement: Statement) {
    this.#execute = execute;
    this.#statement = statement;
    statements.set(this, statement);
  }

  bind(...values: unknown[]): D1PreparedStatement {
    return new PreparedStatement(this.#execute, { query: this.#statement.query, values });
  }

  async all<Row>(): Promise<D1Result<Row>> {
    const [result] = await this.#execute([this.#statement]);
    if (!result) throw new Error('no result');
    return result as D1Result<Row>;
  }

  async run<Row>(): Promise<D1Result<Row>> {
    return await this.all<Row>();
  }

  first(): never {
    return unused('first');
  }

  raw(): never {
    return unused('raw');
  }
}

function unused(what: string): never {
  throw new Error(`the simulated D1 has no ${what}: the strict binder asks for none`);
}
