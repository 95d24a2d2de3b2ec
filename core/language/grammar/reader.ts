import type { Frame } from '../frame.ts';
import type { Token } from './token.ts';

/** A text on its way through the grammar. */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly frame: Frame;
}

/** A reading that ends before the token `end`. */
export interface Found<Value> {
  readonly end: number;
  readonly value: Value;
}

/** What a phrase can begin with: lets most places be passed over without a try. */
export interface Starts {
  readonly words: ReadonlySet<string>;
  readonly hasNumber: boolean;
}

/** Reads one kind of thing at one place, in every way that is possible there. */
export interface Reader<Value> {
  starts(): Starts;
  read(scan: Scan, at: number): readonly Found<Value>[];
}

export function canStart(starts: Starts, token: Token | undefined): boolean {
  if (token === undefined || token.kind === 'opaque') return false;
  return token.kind === 'number' ? starts.hasNumber : starts.words.has(token.folded);
}

/** Words of a table, which may be numbers: `24 / 7`. */
export function wordStarts(words: Iterable<string>): Starts {
  const all = new Set(words);
  return { words: all, hasNumber: [...all].some((word) => /^\p{Nd}/u.test(word)) };
}

export function unionOf(all: readonly Starts[]): Starts {
  return {
    words: new Set(all.flatMap(({ words }) => [...words])),
    hasNumber: all.some(({ hasNumber }) => hasNumber),
  };
}

/** The same reader, which reads each place of a text once: many phrases begin alike. */
export function remembered<Value>(reader: Reader<Value>): Reader<Value> {
  // Of the text that is being read; the next one begins anew.
  let scanned: Scan | null = null;
  let places: (readonly Found<Value>[] | undefined)[] = [];
  return {
    starts: reader.starts,
    read(scan, at) {
      if (scanned !== scan) {
        scanned = scan;
        places = [];
      }
      const before = places[at];
      if (before !== undefined) return before;
      const found = reader.read(scan, at);
      places[at] = found;
      return found;
    },
  };
}
