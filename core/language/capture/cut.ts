import type { Span } from '../capture.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { Scan } from '../grammar/reader.ts';
import type { Token } from '../grammar/token.ts';
import { longest } from '../grammar/vocabulary.ts';
import { isSeparator } from './boundary.ts';
import type { Candidate } from './candidate.ts';
import { groupsOf } from './judge.ts';

/**
 * The spans of instructions with what would be left dangling without them: the words that introduce them, and separators
 * that separate nothing any more.
 */
export function cutSpans(sure: readonly Candidate[], scan: Scan, grammar: Grammar): Map<Candidate, Span> {
  const spans = new Map<Candidate, Span>();
  let last = 0;
  for (const group of groupsOf(sure, scan)) {
    const { start: first, end } = edgesOf(group, scan, grammar);
    const start = last > 0 && isJoined(scan.tokens.slice(last, first), grammar) ? last : first;
    last = end;
    group.forEach((each, place) => {
      const from = place === 0 ? start : each.introduced;
      const to = group[place + 1]?.introduced ?? end;
      spans.set(each, { start: scan.tokens[from]?.start ?? 0, end: scan.tokens[to - 1]?.end ?? 0 });
    });
  }
  return spans;
}

/** `every day at 6 and remind me 10 minutes before`: nothing is left that `and` could join. */
function isJoined(between: readonly Token[], grammar: Grammar): boolean {
  const words = between.filter((token) => !isSeparator(token));
  return words.length === 1 && words.every(({ folded }) => grammar.isConjunction(folded));
}

/** The tokens that a group takes along. */
function edgesOf(group: readonly Candidate[], scan: Scan, grammar: Grammar): { start: number; end: number } {
  const { tokens } = scan;
  const [first, last] = [group[0], group.at(-1)];
  let start = first?.introduced ?? 0;
  let end = last?.end ?? 0;
  const isAsking = group.some(({ sense }) => sense.kind === 'reminder' && sense.reminder.kind === 'ask');
  if (isAsking && group.length > 1) end = longest(grammar.askLink.read(scan, end))?.end ?? end;
  let left = start;
  while (left > 0 && isSeparator(tokens[left - 1])) left -= 1;
  let right = end;
  while (isSeparator(tokens[right])) right += 1;
  const isAtEnd = right >= tokens.length || (/^[.۔]$/u.test(tokens[right]?.text ?? '') && right === tokens.length - 1);
  // A bracket that closes stays where it opened.
  if (isAtEnd) return isBalanced(tokens.slice(left)) ? { start: left, end: tokens.length } : { start, end };
  if (left === 0) return { start: 0, end: right };
  const isBracketed = /^[([]$/u.test(tokens[start - 1]?.text ?? '') && /^[)\]]$/u.test(tokens[end]?.text ?? '');
  if (isBracketed) return { start: start - 1, end: end + 1 };
  // Of two separators one is left.
  if (left < start && right > end && !/^[([]$/u.test(tokens[start - 1]?.text ?? '')) start = left;
  return { start, end };
}

function isBalanced(tokens: readonly Token[]): boolean {
  const count = (pattern: RegExp) => tokens.filter(({ text }) => pattern.test(text)).length;
  return count(/^[([]$/u) === count(/^[)\]]$/u);
}

/** What is left of a text without some spans: as typed, with one space where something was cut out. */
export function titleWithout(text: string, spans: readonly Span[]): string {
  let title = '';
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    title = joined(title, text.slice(at, span.start));
    at = Math.max(at, span.end);
  }
  return joined(title, text.slice(at)).trim();
}

function joined(before: string, after: string): string {
  const [left, right] = [before.trimEnd(), after.trimStart()];
  if (left === '' || right === '') return left + right;
  // What stood apart stays apart, whatever it begins with: `:)`, `.NET`, `!1d`.
  const isTight = (left === before && /[([{]$/u.test(left)) || (right === after && /^[,.;:!?)\]}،؛؟۔]/u.test(right));
  return isTight ? left + right : `${left} ${right}`;
}
