import { explainStatement, LOSSES, type Loss } from './explain-statement.ts';
import { type Statement, splitSql } from './split-sql.ts';

/** What a migration will do. */
export interface Preview {
  readonly file: string;
  /** One line a statement, in words. */
  readonly lines: readonly string[];
  /** Why it must not run as it is; empty when it may. */
  readonly refusals: readonly string[];
}

/** `-- loses drop-table plans: nothing has read it since 0017, and every plan ends within a day`. */
const MARKER = /^loses (?<loss>[\w-]+)(?: (?<subject>[\w".]+))?: *(?<reason>.*)$/;
const MIN_REASON_CHARACTERS = 20;

/**
 * Reads a migration without running it. What may lose data is refused, unless a comment at the statement says `loses`,
 * the kind of loss, and a reason that somebody can agree with.
 */
export function previewMigration(file: string, text: string): Preview {
  const statements = splitSql(text);
  const effects = statements.map((statement) => ({ statement, ...explain(statement, statements) }));
  const lines = effects.map(({ words, loss, reason }) =>
    loss === null ? words : `${words} – LOSES (${loss}): ${reason ?? LOSSES[loss]}`,
  );
  const refusals = effects.flatMap(({ statement, words, loss, reason }) => {
    if (loss === null || reason !== null) return [];
    return [
      `${file} ${words}: ${LOSSES[loss]}.\n    ${statement.sql.split('\n')[0]?.slice(0, 100)}\n    If it has to be, write above it:  -- loses ${loss}: why that is right, and what was done before`,
    ];
  });
  return { file, lines, refusals };
}

function explain(statement: Statement, all: readonly Statement[]) {
  const { words, loss: plain } = explainStatement(statement.sql);
  const loss = lossAmong(plain, statement.sql, all);
  return { words, loss, reason: loss === null ? null : reasonFor(loss, statement) };
}

/** Beside its neighbours a statement may be worse than it looks, or harmless. */
function lossAmong(loss: Loss | null, sql: string, all: readonly Statement[]): Loss | null {
  if (loss === 'drop-table' && isRebuilt(sql, all)) return 'rebuild-table';
  if (loss === 'overwrite-all' && isFilling(sql, all)) return null;
  return loss;
}

/** A column that the same migration has added holds nothing that could go. */
function isFilling(sql: string, all: readonly Statement[]): boolean {
  const table = /^UPDATE\s+(?:OR\s+\w+\s+)?["`[]?(?<name>\w+)/i.exec(sql)?.groups?.name;
  const columns = [...sql.matchAll(/(?:\bSET|,)\s+["`[]?(?<name>\w+)["`\]]?\s*=/gi)].map(({ groups }) => groups?.name);
  const isAdded = (column: string | undefined) =>
    all.some((each) =>
      new RegExp(`^ALTER\\s+TABLE\\s+["\`[]?${table}["\`\\]]?\\s+ADD\\s+(?:COLUMN\\s+)?["\`[]?${column}\\b`, 'i').test(
        each.sql,
      ),
    );
  return columns.length > 0 && columns.every(isAdded);
}

/** The twelve steps of SQLite's manual: a new table, a copy, DROP, RENAME. On D1 they delete what refers to the old one. */
function isRebuilt(sql: string, all: readonly Statement[]): boolean {
  const name = /^DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?["`[]?(?<name>\w+)/i.exec(sql)?.groups?.name;
  return all.some((each) =>
    new RegExp(`^ALTER\\s+TABLE\\s+\\S+\\s+RENAME\\s+TO\\s+["\`[]?${name}\\b`, 'i').test(each.sql),
  );
}

function reasonFor(loss: Loss, { comments }: Statement): string | null {
  for (const comment of comments) {
    const marker = MARKER.exec(comment)?.groups;
    if (marker?.loss === loss && (marker.reason ?? '').length >= MIN_REASON_CHARACTERS) return marker.reason ?? null;
  }
  return null;
}
