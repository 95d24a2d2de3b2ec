import { foldText } from '../text/search-text.ts';

/** Text with wildcards: the pieces between the stars, in order. One piece is text without a star; `*` alone is two empty ones. */
export type Pattern = readonly string[];

/** Whether the pieces occur one behind the other, without overlapping. Empty ones occur everywhere. */
export function occurInOrder(text: string, pieces: readonly string[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return true;
}

/** The pieces that have to occur in text that was folded by `searchText`. Of a pattern of stars and accents nothing is left. */
export function foldedPieces(pattern: Pattern): string[] {
  return pattern.map(foldText).filter((piece) => piece !== '');
}

const EDGE = '"';

/** What has to occur in a name within edges (`inEdges`), so that the pattern fits the name as a whole. */
export function wholePieces(pattern: Pattern): string[] {
  const last = pattern.length - 1;
  return pattern
    .map((piece, at) => (at === 0 ? EDGE : '') + piece + (at === last ? EDGE : ''))
    .filter((piece) => piece !== '');
}

/** A name with an edge at either end, which no name holds itself. */
export function inEdges(name: string): string {
  return EDGE + name + EDGE;
}

/** One spelling of a list's name, so that `+home-office` finds “Home Office”. */
export function listKey(name: string): string {
  return foldText(name)
    .replaceAll(EDGE, '')
    .replace(/[\s_-]+/gu, '-');
}
