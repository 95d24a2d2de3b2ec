import { editDistance } from '../text/edit-distance.ts';
import { HEADS } from './tokenize.ts';

/** What people know from elsewhere, and how it is said here. */
const INSTEAD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'open, completed, deleted or any': 'status|state|is',
    'p1, p2, p3, p4 or no priority': 'priority|prio',
    '#tag': 'tag|tags|label|labels',
    '+list': 'list|lists|project|in',
    'due:': 'date|deadline',
    'search:': 'title|text',
    recurring: 'repeat|repeats|repeating',
  }).flatMap(([instead, names]) => names.split('|').map((name) => [name, instead] as const)),
);

/** A name with a colon, as fields are written; no address (`https://…`) and no `std::vector`. */
const NAMED = /^(\p{L}[\p{L}_-]*):(?!\/\/|:)/u;
const ADDRESSES = new Set(['mailto', 'tel']);
/** Shorter names are near to too much. */
const MIN_NEAR = 4;
const ANY_FIELD = `one of the fields (${HEADS.map((head) => `${head}:`).join(' ')}), or the colon as text, written \\:`;

/**
 * Whether a word is written as a field that there is none of. What people write in texts is none: `10:30`, `re: invoice`,
 * an address. What stands right behind its colon, or is nearly a field, is meant as one.
 *
 * @param word in lower case
 * @param isBehindField whether it stands right behind `due`, `created` …, where only a field makes sense
 * @returns how long its name is with the colon, and what would be right; null when it is text
 */
export function unknownField(word: string, isBehindField: boolean): { length: number; expected: string } | null {
  const [named, name = ''] = NAMED.exec(word) ?? [];
  if (named === undefined || ADDRESSES.has(name)) return null;
  const near = name.length < MIN_NEAR ? undefined : HEADS.find((head) => editDistance(name, head, 1) <= 1);
  const instead = INSTEAD.get(name) ?? (near === undefined ? undefined : `${near}:`);
  if (instead === undefined && word.length === named.length && !isBehindField) return null;
  return { length: named.length, expected: instead ?? ANY_FIELD };
}
