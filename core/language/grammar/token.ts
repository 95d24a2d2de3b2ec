/** A piece of text that the grammar can look at. Offsets are UTF-16, as the browser counts them. */
export interface Token {
  /** `opaque` is text that is data whatever it says: a quotation, an address. */
  readonly kind: 'word' | 'number' | 'mark' | 'opaque';
  readonly text: string;
  /** In one case, without accents: what words are compared by. */
  readonly folded: string;
  /** Of a number: its value; else NaN. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** Whether white space, or the start of the text, stands before it. */
  readonly isSpaced: boolean;
}
