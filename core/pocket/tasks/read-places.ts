import type { PocketContext } from '../pocket-context.ts';
import type { Utterance } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';

/** Places in a list as words name them: `the second one`, `1 and 3`, `2 to 4`, `the first two`; from 1, -1 is the last. */
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

/** `the second from the end` */
const MAX_WORDS = 4;
const SPAN = /^#?(\d{1,3})([-–])(\d{1,3})$/u;

/** Null when the words are more or less than places. */
export function readPlaces({ pieces }: Utterance, { words }: PocketContext): Places | null {
  if (pieces.some(({ isQuoted }) => isQuoted)) return null;
  const said = pieces.flatMap(({ folded }) => SPAN.exec(folded)?.slice(1) ?? [folded]);
  const at: number[] = [];
  let count: number | null = null;
  let isSpan = false;
  const take = (place: number) => {
    const from = at.at(-1) ?? 0;
    if (isSpan) for (let each = from + 1; each < place; each += 1) at.push(each);
    at.push(place);
    isSpan = false;
  };
  for (let from = 0; from < said.length; ) {
    const ordinal = ordinalAt(said, from, words.ordinals);
    const word = said[from] ?? '';
    const number = /^#?(\d{1,3})$/.exec(word)?.[1];
    from += ordinal?.length ?? 1;
    if (ordinal !== null) take(ordinal.place);
    else if (number !== undefined) {
      if (at.length === 1 && !isSpan && (at[0] === 1 || at[0] === -1)) count = Number(number);
      take(Number(number));
    } else if (COUNTS.has(word) && at.length > 0) count = COUNTS.get(word) ?? null;
    else if (isAmong(words.ordinalSpan, word) && at.length > 0) isSpan = true;
    else if (word !== ',' && !isAmong(words.ordinalNoise, word)) return null;
  }
  if (at.length === 0 || at.includes(0) || isSpan) return null;
  // `the first two`, and not `1 and 2`.
  const isLast = at[0] === -1;
  const isFirst = at[0] === 1 && isAmong(words.ordinals[0]?.[0] ?? '', said.find((word) => word !== 'the') ?? '');
  if (count !== null && (isLast || isFirst)) return { at: [isLast ? -count : count], isRange: true };
  return { at, isRange: false };
}

/** The longest words for one place that begin there. */
function ordinalAt(said: readonly string[], from: number, ordinals: PocketContext['words']['ordinals']) {
  for (let length = Math.min(MAX_WORDS, said.length - from); length > 0; length -= 1) {
    const place = standsFor(ordinals, said.slice(from, from + length).join(' '));
    if (place !== null) return { place, length };
  }
  return null;
}

/** What stands at places of a list; null when one of them is not there. */
export function atPlaces<Item>(places: Places, list: readonly Item[]): Item[] | null {
  if (places.isRange) {
    const count = places.at[0] ?? 0;
    if (Math.abs(count) > list.length) return null;
    return count < 0 ? list.slice(count) : list.slice(0, count);
  }
  const items = places.at.map((place) => (place < 0 ? list.at(place) : list[place - 1]));
  const found = items.filter((item) => item !== undefined);
  return found.length === items.length ? [...new Set(found)] : null;
}
