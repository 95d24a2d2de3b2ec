/** A long literal as shorter ones that come to the same when they are joined. */
export interface SplitLiteral {
  /** What to begin with. */
  empty: string;
  pieces: string[];
  isBlob: boolean;
}

const TEXT_OF_BYTES = /^CAST\(X'([\dA-F]*)' AS TEXT\)$/;
const BLOB = /^X'([\dA-F]*)'$/;

/** @param characters how long a piece may be, about */
export function splitLiteral(literal: string, characters: number): SplitLiteral {
  const ofBytes = TEXT_OF_BYTES.exec(literal)?.[1];
  if (ofBytes !== undefined)
    return {
      empty: "''",
      pieces: hexPieces(ofBytes, characters).map((hex) => `CAST(X'${hex}' AS TEXT)`),
      isBlob: false,
    };
  const blob = BLOB.exec(literal)?.[1];
  if (blob !== undefined)
    return { empty: "X''", pieces: hexPieces(blob, characters).map((hex) => `X'${hex}'`), isBlob: true };
  const pieces: string[] = [];
  const whole = literal.slice(1, -1).replaceAll("''", "'");
  for (let from = 0; from < whole.length; ) {
    let to = from + characters;
    // Not between the halves of a character.
    if (/[\uD800-\uDBFF]/.test(whole[to - 1] ?? '')) to++;
    pieces.push(`'${whole.slice(from, to).replaceAll("'", "''")}'`);
    from = to;
  }
  return { empty: "''", pieces, isBlob: false };
}

function hexPieces(hex: string, characters: number): string[] {
  const length = Math.max(2, characters - (characters % 2));
  return Array.from({ length: Math.ceil(hex.length / length) }, (_, at) => hex.slice(at * length, (at + 1) * length));
}
