import { foldWord } from './fold-word.ts';
import { canStart, type Found, type Reader, remembered, type Starts, tokenAt, unionOf, wordStarts } from './reader.ts';

const NOTHING: readonly never[] = [];
const NUMBERS: Starts = { words: new Set(), hasNumber: true };

function never(): boolean {
  return false;
}

/**
 * Words and what they stand for. A key may list several (`monday|mon`), and each may be of more than one word.
 *
 * @param isShortened whether a stop behind a word is its own: `mon.`
 */
export function vocabulary<Value>(
  entries: Iterable<readonly [string, Value]>,
  isShortened: (word: string) => boolean = never,
): Reader<Value> {
  const byFirst = new Map<string, { words: string[]; value: Value }[]>();
  for (const [phrases, value] of entries) {
    for (const phrase of phrases.split('|')) {
      const words = phrase.trim().split(' ').map(foldWord);
      const first = words[0] ?? '';
      byFirst.set(first, [...(byFirst.get(first) ?? []), { words, value }]);
    }
  }
  const starts = wordStarts(byFirst.keys());
  return {
    starts: () => starts,
    read(scan, at) {
      const entries = byFirst.get(tokenAt(scan, at)?.folded ?? '');
      if (entries === undefined) return NOTHING;
      const found: Found<Value>[] = [];
      for (const { words, value } of entries) {
        if (!words.every((word, place) => tokenAt(scan, at + place)?.folded === word)) continue;
        const end = at + words.length;
        found.push({ end, value });
        const stop = tokenAt(scan, end);
        if (stop?.text === '.' && !stop.isSpaced && isShortened(words.at(-1) ?? ''))
          found.push({ end: end + 1, value });
      }
      return found;
    },
  };
}

/** The same in one of several ways. */
export function either<Value>(...readers: readonly Reader<Value>[]): Reader<Value> {
  let known: Starts | null = null;
  const starts = () => {
    known ??= unionOf(readers.map((reader) => reader.starts()));
    return known;
  };
  return remembered({
    starts,
    read(scan, at) {
      if (!canStart(starts(), tokenAt(scan, at))) return NOTHING;
      let found: readonly Found<Value>[] = NOTHING;
      for (const reader of readers) {
        const more = reader.read(scan, at);
        if (more.length > 0) found = found.length > 0 ? [...found, ...more] : more;
      }
      return found;
    },
  });
}

/** Digits that stand for a number which passes. */
export function digits(passes: (value: number, length: number) => boolean): Reader<number> {
  return {
    starts: () => NUMBERS,
    read(scan, at) {
      const token = tokenAt(scan, at);
      const isRight = token?.kind === 'number' && passes(token.value, token.text.length);
      return isRight ? [{ end: at + 1, value: token.value }] : NOTHING;
    },
  };
}

/** One or several of a kind, at most `max`, with the words of `between` in between. */
export function listOf<Value>(item: Reader<Value>, between: Reader<unknown>, max: number): Reader<readonly Value[]> {
  return remembered({
    starts: item.starts,
    read(scan, at) {
      let last: Found<Value> | undefined = longest(item.read(scan, at));
      if (last === undefined) return NOTHING;
      const found: Found<readonly Value[]>[] = [];
      let values: readonly Value[] = [];
      while (last !== undefined && values.length < max) {
        values = [...values, last.value];
        found.push({ end: last.end, value: values });
        const next: Found<unknown> | undefined = longest(between.read(scan, last.end));
        last = next && longest(item.read(scan, next.end));
      }
      return found;
    },
  });
}

/** What else it may be that is read. */
export function mapped<Value, Other>(reader: Reader<Value>, change: (value: Value) => Other): Reader<Other> {
  return {
    starts: reader.starts,
    read(scan, at) {
      const found = reader.read(scan, at);
      return found.length === 0 ? NOTHING : found.map(({ end, value }) => ({ end, value: change(value) }));
    },
  };
}

export function longest<Value>(found: readonly Found<Value>[]): Found<Value> | undefined {
  return found.reduce<Found<Value> | undefined>(
    (best, each) => (best && best.end >= each.end ? best : each),
    undefined,
  );
}
