import type { Words } from '../../language/locale.ts';
import { foldWord } from './pieces.ts';

const sets = new Map<string, ReadonlySet<string>>();

/** Whether words are among those of a table, `a|b c`: each is compared with single blanks between its words. */
export function isAmong(table: string, words: string): boolean {
  let set = sets.get(table);
  if (set === undefined) {
    set = new Set(table.split('|').map(foldPhrase));
    sets.set(table, set);
  }
  return set.has(words);
}

const maps = new WeakMap<object, ReadonlyMap<string, unknown>>();

/** What words stand for in a table; null when they stand for nothing. */
export function standsFor<Value>(table: Words<Value>, words: string): Value | null {
  let map = maps.get(table) as ReadonlyMap<string, Value> | undefined;
  if (map === undefined) {
    // Of words that stand twice in a table the first place counts.
    map = new Map(
      table
        .flatMap(([phrases, value]) => phrases.split('|').map((each) => [foldPhrase(each), value] as const))
        .reverse(),
    );
    maps.set(table, map);
  }
  return map.get(words) ?? null;
}

function foldPhrase(phrase: string): string {
  return phrase.split(' ').map(foldWord).join(' ');
}
