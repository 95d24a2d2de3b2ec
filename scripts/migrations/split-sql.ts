/** A statement without its comments, and the comments of its file that stand before or in it. */
export interface Statement {
  readonly sql: string;
  readonly comments: readonly string[];
}

const PIECE =
  /--(?<comment>[^\n]*)|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|;|\s+|\w+|[^\w\s]/g;

/** Splits a file of SQL as SQLite would: at semicolons outside of texts, comments and bodies of triggers. */
export function splitSql(text: string): Statement[] {
  const statements: Statement[] = [];
  let pieces: string[] = [];
  let comments: string[] = [];
  // In the body of a trigger statements end with semicolons too; its END, and those of each CASE, are counted.
  let depth = 0;
  for (const match of text.matchAll(PIECE)) {
    const [piece] = match;
    const word = piece.toUpperCase();
    const comment = match.groups?.comment;
    if (comment !== undefined) comments.push(comment.trim());
    if (comment !== undefined || piece.startsWith('/*')) pieces.push(' ');
    else if (piece !== ';' || depth > 0) pieces.push(piece);
    if ((word === 'BEGIN' && isTrigger(pieces)) || (word === 'CASE' && depth > 0)) depth++;
    if (word === 'END' && depth > 0) depth--;
    if (piece !== ';' || depth > 0) continue;
    const sql = pieces.join('').trim();
    if (sql !== '') statements.push({ sql, comments });
    [pieces, comments] = [[], []];
  }
  const rest = pieces.join('').trim();
  if (rest !== '') statements.push({ sql: rest, comments });
  // What is said behind the last statement is said of it.
  else if (comments.length > 0) {
    const last = statements.pop();
    if (last) statements.push({ ...last, comments: [...last.comments, ...comments] });
  }
  return statements;
}

function isTrigger(pieces: readonly string[]): boolean {
  return /^\s*CREATE\s+(?:TEMP\s+|TEMPORARY\s+)?TRIGGER\b/i.test(pieces.join(''));
}
