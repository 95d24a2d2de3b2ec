import type { BackupTable } from '#core/backup/manifest.ts';

// Everything in this folder is SQL about whatever tables there are: nothing here knows one of them by name.

/** A name as SQL takes it. `rowid` in quotes would be a column of that name. */
export function quoted(name: string): string {
  return name === 'rowid' ? name : `"${name.replaceAll('"', '""')}"`;
}

export function list(names: readonly string[], prefix = ''): string {
  return names.map((name) => `${prefix}${quoted(name)}`).join(', ');
}

/**
 * An expression for a value as a literal of SQL. A value that went through JSON would lose what is beyond 2^53, and what
 * is a REAL or a BLOB; `quote` alone ends a text at its first NUL.
 */
function literal(column: string): string {
  const isCut = `typeof(${column}) = 'text' AND instr(${column}, char(0)) > 0`;
  return `CASE WHEN ${isCut} THEN 'CAST(X''' || hex(${column}) || ''' AS TEXT)' ELSE quote(${column}) END`;
}

/** The values of `columns` as literals, in their order. Names would get in one another's way: two tables share some. */
export function literals(columns: readonly string[], source: string, from = 0): string {
  return columns.map((column, at) => `${literal(`${source}.${quoted(column)}`)} AS "v${from + at}"`).join(', ');
}

/** How many bytes a row is, roughly: enough to keep a page from becoming too large. */
function size(columns: readonly string[]): string {
  return sumOf(columns.map((column) => `coalesce(length(CAST(${quoted(column)} AS BLOB)), 4)`));
}

/** A sum that is no deeper than it has to be: D1 takes expressions of 100 levels. */
export function sumOf(terms: readonly string[]): string {
  if (terms.length <= 1) return terms[0] ?? '0';
  const half = Math.ceil(terms.length / 2);
  return `(${sumOf(terms.slice(0, half))} + ${sumOf(terms.slice(half))})`;
}

/**
 * The rows behind `after` in the order of the key, as many as come to `maxBytes`, at least one.
 *
 * @param after the literals of a key, as they were read; null for the first page
 */
export function selectPage(
  { name, columns, key }: BackupTable,
  after: readonly string[] | null,
  limit: { rows: number; bytes: number },
): string {
  const order = list(key);
  const behind = after === null ? '' : `WHERE (${order}) > (${after.join(', ')})`;
  return `SELECT ${literals(columns, 'page')} FROM (
    SELECT *, sum("~size") OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) AS "~total" FROM (
      SELECT ${list(columns)}, ${size(columns)} AS "~size" FROM ${quoted(name)} ${behind} ORDER BY ${order} LIMIT ${limit.rows}
    )
  ) AS page WHERE "~total" - "~size" < ${limit.bytes} ORDER BY ${order}`;
}
