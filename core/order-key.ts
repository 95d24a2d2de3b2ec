import { BASE_62_DIGITS, generateKeyBetween } from 'fractional-indexing';

/** Random numbers in [0, 1), passed in. */
export type Random = () => number;

const TIME_DIGITS = 7;
// The head letter tells fractional-indexing how many integer digits follow: g is seven.
const TIME_HEAD = 'g';
const PLACE_DIGITS = 2;
const SUFFIX_DIGITS = 3;

function digit(index: number): string {
  return BASE_62_DIGITS.charAt(index);
}

// Never ends in 0: fractional-indexing refuses trailing zeros, because 5 and 50 would be one place with two names.
function randomSuffix(random: Random): string {
  let suffix = '';
  for (let i = 1; i < SUFFIX_DIGITS; i += 1) suffix += digit(Math.floor(random() * 62));
  return suffix + digit(1 + Math.floor(random() * 61));
}

/**
 * The key that places something new at the end without reading what is there: the time in base 62, which is
 * an ordinary fractional key that later ones sort behind. The random digits keep two devices that add in the
 * same millisecond apart. Seven digits of milliseconds last until the year 2081.
 *
 * @param place in the batch, so that what one batch adds at one instant stays in its order
 */
export function orderKeyAtEnd(nowMs: number, place: number, random: Random): string {
  return orderKeyOfInstant(nowMs) + base62(place, PLACE_DIGITS) + randomSuffix(random);
}

/** Sorts behind everything that was put at the end before an instant, and before everything that is put there from then on. */
export function orderKeyOfInstant(nowMs: number): string {
  return TIME_HEAD + base62(nowMs, TIME_DIGITS);
}

function base62(value: number, length: number): string {
  let rest = value;
  let digits = '';
  for (let i = 0; i < length; i += 1) {
    digits = digit(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/**
 * A key between two neighbours (null: the start or the end). The random digits keep two devices that drop at the
 * same place in the same moment from making equal keys, between which nothing could be placed any more.
 */
export function orderKeyBetween(before: string | null, after: string | null, random: Random): string {
  let key = generateKeyBetween(before, after);
  // A key that `after` merely prolongs has no room behind it, so it is halved again: shorter each time, hence soon over.
  while (after?.startsWith(key)) key = generateKeyBetween(before, key);
  return key + randomSuffix(random);
}

/**
 * A key right behind one that there is; null is the very start.
 *
 * @param others the keys of everything else that stands there
 */
export function orderKeyAfter(key: string | null, others: readonly string[], random: Random): string {
  const next = others.toSorted().find((each) => key === null || each > key);
  return orderKeyBetween(key, next ?? null, random);
}
