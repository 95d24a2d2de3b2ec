import type { Frame } from '../frame.ts';
import type { Scan } from './reader.ts';
import type { Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/**
 * Makes texts ready for readers, and says of each how many tokens it begins with the one before: of a line that is being
 * typed that is all but the last word, and readers look at the rest alone.
 */
export function createScanner(split: (token: Token) => readonly Token[] | null): (text: string, frame: Frame) => Scan {
  let last: Scan | null = null;
  let number = 0;
  return (text, frame) => {
    const tokens = tokenize(text, split);
    const same = last !== null && isSameFrame(last.frame, frame) ? commonStart(last.tokens, tokens) : 0;
    number += 1;
    last = { tokens, frame, turn: { number, same } };
    return last;
  };
}

function isSameFrame(a: Frame, b: Frame): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function commonStart(a: readonly Token[], b: readonly Token[]): number {
  let at = 0;
  while (at < a.length && at < b.length && isSameToken(a[at], b[at])) at += 1;
  return at;
}

/** Wherever it stands in the text: readers count in tokens. */
function isSameToken(a: Token | undefined, b: Token | undefined): boolean {
  return a?.text === b?.text && a?.folded === b?.folded && a?.kind === b?.kind && a?.isSpaced === b?.isSpaced;
}
