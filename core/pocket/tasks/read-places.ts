import type { PocketContext } from '../pocket-context.ts';
import type { Utterance } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';

/** Places in a list as words name them: `the second one`, `1 and 3`, `the first two`; from 1, -1 is the last. */
export interface Places {
  readonly at: readonly number[];
  /** So many from the start, or from the end where it is negative. */
  readonly isRange: boolean;
}

const COUNTS = new Map([
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
]);

/** Null when the words are more or less than places. */
export function readPlaces({ pieces }: Utterance, { words }: PocketContext): Places | null {
  const at: number[] = [];
  let count: number | null = null;
  for (const { folded, isQuoted } of pieces) {
    if (isQuoted) return null;
    const ordinal = standsFor(words.ordinals, folded);
    const number = /^#?(\d{1,3})$/.exec(folded)?.[1];
    if (ordinal !== null) at.push(ordinal);
    else if (number !== undefined) {
      if (at.length === 1 && (at[0] === 1 || at[0] === -1)) count = Number(number);
      at.push(Number(number));
    } else if (COUNTS.has(folded) && at.length > 0) count = COUNTS.get(folded) ?? null;
    else if (folded !== ',' && !isAmong(words.ordinalNoise, folded)) return null;
  }
  if (at.length === 0 || at.includes(0)) return null;
  // `the first two`, and not `1 and 2`.
  const isLast = at[0] === -1;
  const isRange =
    count !== null && (isLast || (at[0] === 1 && isAmong(words.ordinals[0]?.[0] ?? '', firstWord(pieces))));
  return isRange && count !== null ? { at: [isLast ? -count : count], isRange } : { at, isRange: false };
}

function firstWord(pieces: Utterance['pieces']): string {
  return pieces.find(({ folded }) => folded !== 'the')?.folded ?? '';
}

/** What stands at places of a list; null when one of them is not there. */
export function atPlaces<Item>(places: Places, list: readonly Item[]): Item[] | null {
  if (places.isRange) {
    const count = places.at[0] ?? 0;
    if (Math.abs(count) > list.length) return null;
    return count < 0 ? list.slice(count) : list.slice(0, count);
  }
  const items = places.at.map((place) => (place === -1 ? list.at(-1) : list[place - 1]));
  const found = items.filter((item) => item !== undefined);
  return found.length === items.length ? [...new Set(found)] : null;
}
