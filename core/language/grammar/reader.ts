import type { Frame } from '../frame.ts';
import type { Token } from './token.ts';

/** A text on its way through the grammar. */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly frame: Frame;
  /** Its place in the row of texts that a scanner reads, and so how many tokens it begins with the one before; left out: in none. */
  readonly turn?: { readonly number: number; readonly same: number };
}

// The last token that was looked at: a scan is read at one go, so one variable does for all.
let reach = 0;

/** The token at a place; undefined behind the last. Readers see tokens only through this, which notes how far they look. */
export function tokenAt({ tokens }: Scan, at: number): Token | undefined {
  if (at > reach) reach = at;
  return tokens[at];
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

/**
 * The same reader, which reads each place of a text once: many phrases begin alike. Of a text that is being typed it reads
 * again only where it looked at what has changed.
 */
export function remembered<Value>(reader: Reader<Value>): Reader<Value> {
  let scanned: Scan | null = null;
  const places: (readonly Found<Value>[] | undefined)[] = [];
  /** By place, the last token that was looked at for it. */
  const reaches: number[] = [];
  const turnTo = (scan: Scan) => {
    const same = isNext(scan, scanned) ? scan.turn.same : 0;
    scanned = scan;
    places.length = Math.min(places.length, same);
    for (let at = 0; at < places.length; at += 1) if ((reaches[at] ?? same) >= same) places[at] = undefined;
  };
  return {
    starts: reader.starts,
    read(scan, at) {
      if (scanned !== scan) turnTo(scan);
      const before = places[at];
      if (before !== undefined) {
        reach = Math.max(reach, reaches[at] ?? at);
        return before;
      }
      const outer = reach;
      reach = at;
      const found = reader.read(scan, at);
      places[at] = found;
      reaches[at] = reach;
      reach = Math.max(reach, outer);
      return found;
    },
  };
}

function isNext(scan: Scan, before: Scan | null): scan is Scan & Required<Pick<Scan, 'turn'>> {
  return scan.turn !== undefined && before?.turn !== undefined && scan.turn.number === before.turn.number + 1;
}
