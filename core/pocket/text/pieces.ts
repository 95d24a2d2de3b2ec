import { foldText } from '../../text/search-text.ts';

/** A word, a quotation or a mark of what was said. Offsets are UTF-16; the end is not part of it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** What words are compared by; a quotation is one piece and no word, whatever stands in it. */
  readonly folded: string;
  readonly isQuoted: boolean;
}

/** What was said, or a part of it, in pieces. */
export interface Utterance {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Stands for a quotation where words are compared: no word of any table has it. */
const QUOTATION = '\u0001';
const PIECES = /"[^"]*"(?![\p{L}\p{N}])|“[^”]*”|„[^“]*“|«[^»]*»|‘[^’]*’(?![\p{L}\p{N}])|'[^']*'(?![\p{L}\p{N}])|\S+/gu;
const QUOTES = /^(?:"[\s\S]*"|“[\s\S]*”|„[\s\S]*“|«[\s\S]*»|‘[\s\S]*’|'[\s\S]*')$/u;
const TRAILING_MARK = /[,:;!?.…]+$/u;

/** Cuts what was said into pieces. Marks at the end of a word are pieces of their own; what stands in quotes is data. */
export function utteranceOf(text: string): Utterance {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(PIECES)) {
    const start = match.index;
    const piece = match[0];
    if (QUOTES.test(piece) && piece.length > 2) {
      pieces.push({ start, end: start + piece.length, folded: QUOTATION, isQuoted: true });
      continue;
    }
    const mark = TRAILING_MARK.exec(piece)?.[0] ?? '';
    const word = piece.slice(0, piece.length - mark.length);
    if (word !== '') pieces.push(plain(start, word));
    [...mark].forEach((each, at) => {
      pieces.push(plain(start + word.length + at, each));
    });
  }
  return { text, pieces };
}

function plain(start: number, text: string): Piece {
  return { start, end: start + text.length, folded: foldWord(text), isQuoted: false };
}

/** A word as it is compared: one case, no accents, plain apostrophes, no blanks. */
export function foldWord(text: string): string {
  return foldText(text).replaceAll('’', "'").replaceAll(QUOTATION, '').replaceAll(/\s/gu, '');
}

const MARK = /^[,:;!?.…]$/u;

export function isMark({ folded }: Piece): boolean {
  return MARK.test(folded);
}

/** A part of an utterance, without marks at its edges, as the utterance it is by itself. */
export function slice({ text, pieces }: Utterance, from: number, to: number): Utterance {
  let [first, last] = [from, to];
  while (first < last && isMarkAt(pieces, first)) first += 1;
  return { text, pieces: trimmed(pieces.slice(first, last)) };
}

function isMarkAt(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at];
  return piece !== undefined && isMark(piece);
}

function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.findLastIndex((piece) => !isMark(piece));
  // `every!` and `5 p.m.` need theirs; what ends a sentence is none of it.
  return pieces.slice(0, last + 1);
}

/** The words as they were typed. */
export function textOf({ text, pieces }: Utterance): string {
  const [first, last] = [pieces[0], pieces.at(-1)];
  return first && last ? text.slice(first.start, last.end) : '';
}

/** The same without the quotes around all of it. */
export function unquoted(utterance: Utterance): string {
  const text = textOf(utterance);
  return isQuotation(utterance) ? text.slice(1, -1).trim() : text;
}

/** Whether it is one quotation and nothing else. */
export function isQuotation({ pieces }: Utterance): boolean {
  return pieces.length === 1 && pieces[0]?.isQuoted === true;
}

/** The words for comparison, one blank behind each. */
export function lineOf({ pieces }: Utterance): string {
  return pieces.map(({ folded }) => `${folded} `).join('');
}
