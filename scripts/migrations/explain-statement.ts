/** What a statement does to a database that people use, in words; and what it may lose. */
export interface Effect {
  readonly words: string;
  /** The kind of loss, as a marker names it; null when nothing that is there goes. */
  readonly loss: Loss | null;
}

export const LOSSES = {
  'drop-table': 'every row goes, and where other tables refer to it with ON DELETE CASCADE theirs go too',
  'rebuild-table':
    'D1 ignores "PRAGMA foreign_keys", so dropping the old table empties every table that refers to it with ON DELETE CASCADE',
  'drop-column': 'what is in the column goes, and the version that runs until the deployment is through still reads it',
  rename:
    'the version that runs until the deployment is through, and the one you would go back to, know the old name only',
  'delete-rows': 'rows go',
  'replace-rows': 'a row that is in the way of a new one goes without a word, with what refers to it',
  'overwrite-all': 'a column of every row is written anew; what stood there goes unless it was empty',
  cascade: 'from now on whoever deletes or rebuilds the parent deletes these rows too',
  pragma: 'D1 ignores it, or does less than it says: what relies on it loses rows',
} as const;
export type Loss = keyof typeof LOSSES;

interface Rule {
  readonly pattern: RegExp;
  readonly words: (name: string, other: string) => string;
  readonly loss: Loss | null;
}

const NAME = String.raw`(?:"([^"]+)"|\x60([^\x60]+)\x60|\[([^\]]+)\]|(\w+))`;

function rule(pattern: string, words: Rule['words'], loss: Loss | null = null): Rule {
  const source = pattern.replaceAll(' ', String.raw`\s+`).replaceAll('NAME', NAME);
  return { pattern: new RegExp(`^${source}`, 'i'), words, loss };
}

// The first that fits counts.
const RULES: readonly Rule[] = [
  rule('DROP TABLE (?:IF EXISTS )?NAME', (name) => `drops the table ${name}`, 'drop-table'),
  rule(
    'DROP (?:INDEX|VIEW) (?:IF EXISTS )?NAME',
    (name) => `drops ${name}: queries that used it read whole tables from then on`,
  ),
  rule('DROP TRIGGER (?:IF EXISTS )?NAME', (name) => `drops the trigger ${name}: what it did is no longer done`),
  rule('ALTER TABLE NAME DROP (?:COLUMN )?NAME', (table, column) => `drops ${table}.${column}`, 'drop-column'),
  rule('ALTER TABLE NAME RENAME TO NAME', (table, name) => `renames the table ${table} to ${name}`, 'rename'),
  rule('ALTER TABLE NAME RENAME (?:COLUMN )?NAME', (table, column) => `renames ${table}.${column}`, 'rename'),
  rule('ALTER TABLE NAME ADD (?:COLUMN )?NAME', (table, column) => `adds ${table}.${column}; no row is rewritten`),
  rule(
    'CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?NAME ON NAME',
    (name, table) => `builds the index ${name}: reads all of ${table} once, and D1 does nothing else meanwhile`,
  ),
  rule(
    'CREATE TRIGGER (?:IF NOT EXISTS )?NAME',
    (name) => `adds the trigger ${name}, which acts on what is written from then on`,
  ),
  rule('CREATE TABLE (?:IF NOT EXISTS )?NAME', (name) => `adds the table ${name}`),
  rule('CREATE VIEW (?:IF NOT EXISTS )?NAME', (name) => `adds the view ${name}`),
  rule(
    '(?:INSERT OR REPLACE INTO|REPLACE INTO) NAME',
    (name) => `writes rows of ${name} over what is there`,
    'replace-rows',
  ),
  rule('INSERT (?:OR \\w+ )?INTO NAME', (name) => `adds rows to ${name}`),
  rule('DELETE FROM NAME', (name) => `deletes rows of ${name}`, 'delete-rows'),
  rule('UPDATE (?:OR \\w+ )?NAME', (name) => `changes rows of ${name}`),
  rule(
    'PRAGMA (?:foreign_keys|defer_foreign_keys|legacy_alter_table|writable_schema)',
    () => 'changes how foreign keys or the schema are treated',
    'pragma',
  ),
];

/** What nobody can explain nobody should run: it counts as a loss. */
export function explainStatement(sql: string): Effect {
  for (const { pattern, words, loss } of RULES) {
    const found = pattern.exec(sql);
    if (!found) continue;
    const names = found.slice(1).filter((each) => each !== undefined);
    return { words: words(names[0] ?? '', names[1] ?? ''), loss: loss ?? furtherLoss(sql) };
  }
  return { words: `does something that is not known here: ${sql.slice(0, 60)}`, loss: 'pragma' };
}

function furtherLoss(sql: string): Loss | null {
  const isTrigger = /^CREATE\s+TRIGGER/i.test(sql);
  if (!isTrigger && /\bON\s+DELETE\s+CASCADE\b/i.test(sql)) return 'cascade';
  if (/^UPDATE\b/i.test(sql) && !/\bWHERE\b/i.test(sql)) return 'overwrite-all';
  return null;
}
