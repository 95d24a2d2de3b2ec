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

/** What words stand for in a table; null when they stand for nothing. */
export function standsFor<Value>(table: Words<Value>, words: string): Value | null {
  return table.find(([phrases]) => isAmong(phrases, words))?.[1] ?? null;
}

function foldPhrase(phrase: string): string {
  return phrase.split(' ').map(foldWord).join(' ');
}
