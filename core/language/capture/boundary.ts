import type { Token } from '../grammar/token.ts';

const OPENS = /^[([{,;:|/“"„«–—>•¿¡،؛]$/u;
const CLOSES = /^[)\]},;:|/!?….”"»–—،؛؟۔]$/u;

/** Whether words may begin here: not in the middle of `Catch-22`, `v2.0` or `rock'n'roll`. */
export function canBegin(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined || tokens[at]?.isSpaced !== false) return true;
  // `@5pm`, but not the @ of an address.
  if (before.text === '@') return before.isSpaced;
  // Between words a slash makes one of them: mon/wed.
  if (before.text === '/' && !before.isSpaced) return false;
  return OPENS.test(before.text) && !isInsideNumber(tokens, at - 1);
}

/** Whether words may end before this token. */
export function canEnd(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  if (next === undefined || next.isSpaced) return true;
  if (!CLOSES.test(next.text)) return false;
  const after = tokens[at + 1];
  // A stop, colon or slash between two characters belongs to both of them.
  return after === undefined || after.isSpaced || !/^[.:/]$/u.test(next.text) || CLOSES.test(after.text);
}

function isInsideNumber(tokens: readonly Token[], mark: number): boolean {
  const [before, after] = [tokens[mark - 1], tokens[mark + 1]];
  return /^[,:/]$/u.test(tokens[mark]?.text ?? '') && before?.kind === 'number' && after?.kind === 'number';
}

const SEPARATOR = /^[,;:|/()[\]\-–—•،؛]$/u;

/** Whether it only sets apart what stands around it. */
export function isSeparator(token: Token | undefined): boolean {
  return token?.kind === 'mark' && SEPARATOR.test(token.text);
}

/** A word in capitals that does not begin the text. */
export function isCapitalWord(tokens: readonly Token[], at: number): boolean {
  const { kind, text = '' } = tokens[at] ?? {};
  return at > 0 && kind === 'word' && text.charAt(0) !== text.charAt(0).toLowerCase() && text !== text.toUpperCase();
}
