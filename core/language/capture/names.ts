import type { Grammar } from '../grammar/grammar.ts';
import type { Scan } from '../grammar/reader.ts';
import type { Token } from '../grammar/token.ts';
import { longest } from '../grammar/vocabulary.ts';

/**
 * Which tokens are part of a name and so no instruction: fixed expressions (Black Friday), and what is written like the
 * name of a work after a verb such as watch or read.
 */
export function nameTokens(scan: Scan, grammar: Grammar): boolean[] {
  const isName = scan.tokens.map(() => false);
  for (let at = 0; at < scan.tokens.length; at += 1) {
    const name = longest(grammar.name.read(scan, at));
    if (name) isName.fill(true, at, name.end);
  }
  const work = longest(grammar.works.read(scan, 0));
  if (work) isName.fill(true, work.end, endOfWork(scan, work.end, grammar));
  return isName;
}

/** Where a run of capitals, numbers and the small words between them ends. */
function endOfWork(scan: Scan, from: number, grammar: Grammar): number {
  const { tokens } = scan;
  let end = from;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (isCapital(token) || token.kind === 'number') {
      end = at + 1;
      continue;
    }
    const isJoint = token.kind === 'mark' && /^[,:'’&/.\-–—]$/u.test(token.text);
    const isSmall = grammar.isSmallWord(token.folded) && !isInstruction(scan, at, grammar);
    // A word in small letters glued to a number (`9am`) is none of a name.
    if (!(isJoint || isSmall) || !continues(tokens, at + 1, grammar)) break;
  }
  return end;
}

function isCapital({ kind, text }: Token): boolean {
  return kind === 'word' && text !== text.toLowerCase() && text.charAt(0) !== text.charAt(0).toLowerCase();
}

/** Whether a capital comes after at most two more small words or a number. */
function continues(tokens: readonly Token[], at: number, grammar: Grammar): boolean {
  for (const token of tokens.slice(at, at + 3)) {
    if (isCapital(token)) return true;
    if (token.kind === 'number') continue;
    if (!grammar.isSmallWord(token.folded) && token.kind !== 'mark') return false;
  }
  const next = tokens[at];
  return next?.kind === 'number' && tokens[at + 1] === undefined;
}

/** `on Friday`, `by May 5`: capitals that the language writes anyway. */
function isInstruction(scan: Scan, at: number, grammar: Grammar): boolean {
  return grammar.introducer.read(scan, at).some(({ end }) => {
    const token = scan.tokens[end];
    return token !== undefined && isCapital(token) && grammar.date.read(scan, end).length > 0;
  });
}
