import { foldWord } from './fold-word.ts';
import type { Token } from './token.ts';

// Sticky, one alternative after the other: an address, a quotation, a number, a word, any other character. None can go
// back over what it took, so a line costs what it is long.
const ADDRESS = /(?:https?:\/\/|www\.)[^\s]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/uy;
const NUMBER = /\p{Nd}+/uy;
const WORD = /[\p{L}\p{M}\u200c]+(?:['’][\p{L}\p{M}]+)*/uy;
const ANY = /[\s\S]/uy;

/** Where a quotation that opens with this closes. */
const QUOTES = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['`', '`'],
  ["'", "'"],
  ['‘', '’'],
]);

function whole(): null {
  return null;
}

/**
 * The text in pieces, in order. White space is left out; everything else is in exactly one piece.
 *
 * @param split takes apart a word that is written as one and read as several
 */
export function tokenize(text: string, split: (token: Token) => readonly Token[] | null = whole): Token[] {
  const tokens: Token[] = [];
  const lastOf = new Map([...QUOTES.values()].map((quote) => [quote, text.lastIndexOf(quote)]));
  let at = 0;
  let isSpaced = true;
  // An address begins with letters or digits and may be long; where one is not, its characters are not looked at again.
  let notAddressUntil = 0;
  while (at < text.length) {
    const space = spaceAt(text, at);
    if (space > at) {
      isSpaced = true;
      at = space;
      continue;
    }
    let end = at;
    let kind: Token['kind'] = 'opaque';
    if (isSpaced || isOpening(tokens.at(-1)?.text)) end = quotationEnd(text, at, lastOf);
    if (end === at && at >= notAddressUntil && /[\p{L}\p{N}]/u.test(text.slice(at, at + 2))) {
      end = matchEnd(ADDRESS, text, at);
      if (end === at) notAddressUntil = nextSpace(text, at);
    }
    if (end === at) {
      kind = 'number';
      end = matchEnd(NUMBER, text, at);
    }
    if (end === at) {
      kind = 'word';
      end = matchEnd(WORD, text, at);
    }
    if (end === at) {
      kind = 'mark';
      end = Math.max(at + 1, matchEnd(ANY, text, at));
    }
    const piece = text.slice(at, end);
    const value = kind === 'number' ? numberValue(piece) : Number.NaN;
    const token: Token = { kind, text: piece, folded: foldWord(piece), value, start: at, end, isSpaced };
    const parts = kind === 'word' ? split(token) : null;
    if (parts === null) tokens.push(token);
    else tokens.push(...parts);
    isSpaced = false;
    at = end;
  }
  return tokens;
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function spaceAt(text: string, at: number): number {
  let end = at;
  while (end < text.length && /\s/u.test(text.charAt(end))) end += 1;
  return end;
}

function nextSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && !/\s/u.test(text.charAt(end))) end += 1;
  return end;
}

function isOpening(before: string | undefined): boolean {
  return before !== undefined && /^[([{:,;–—]$/u.test(before);
}

/** So many closing marks that close nothing are looked at: otherwise a line of them would cost its square. */
const MAX_TRIES = 8;

/** The end of the quotation that opens here; `at` when none does. It closes before something that is no letter. */
function quotationEnd(text: string, at: number, lastOf: ReadonlyMap<string, number>): number {
  const close = QUOTES.get(text.charAt(at));
  if (close === undefined || (lastOf.get(close) ?? -1) <= at) return at;
  let end = text.indexOf(close, at + 1);
  for (let tries = 0; end !== -1 && tries < MAX_TRIES; tries += 1, end = text.indexOf(close, end + 1)) {
    const isEnd = !/[\p{L}\p{N}]/u.test(text.charAt(end + 1));
    if (isEnd && end > at + 1) return end + 1;
  }
  return at;
}

const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10];

/** The value of digits of one of the scripts that people type numbers in; NaN for others and for very long ones. */
function numberValue(digits: string): number {
  if (digits.length > 8) return Number.NaN;
  let value = 0;
  for (const digit of digits) {
    const point = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => point >= each && point < each + 10);
    if (zero === undefined) return Number.NaN;
    value = value * 10 + point - zero;
  }
  return value;
}
