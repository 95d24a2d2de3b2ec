import type { PocketLocale } from '../pocket-locale.ts';
import { foldWord } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';

const MIN_STEM = 3;

/** Every word of every title is compared with what was said: most of them are the same few hundred. */
const MAX_KNOWN = 5000;
const known = new WeakMap<PocketLocale, Map<string, string>>();

/** A word without the endings that grammar gives it; only ever compared with others made the same way. */
export function stemOf(word: string, words: PocketLocale): string {
  const stems = known.get(words) ?? new Map<string, string>();
  const before = stems.get(word);
  if (before !== undefined) return before;
  if (stems.size >= MAX_KNOWN) stems.clear();
  const stem = cutStem(word, words);
  known.set(words, stems.set(word, stem));
  return stem;
}

function cutStem(word: string, words: PocketLocale): string {
  const base = standsFor(words.past, word) ?? standsFor(words.spellings, word) ?? word;
  let stem = base;
  for (const [ending, instead] of words.endings) {
    if (!base.endsWith(ending) || base.length - ending.length < MIN_STEM) continue;
    stem = base.slice(0, -ending.length) + instead;
    break;
  }
  // `called` may be of `call` or of `cal`: what is doubled counts once, in the word itself as well.
  const isDoubled = stem.length > MIN_STEM && stem.at(-1) === stem.at(-2);
  if (isDoubled) stem = stem.slice(0, -1);
  return stem.length > MIN_STEM && stem.endsWith('e') ? stem.slice(0, -1) : stem;
}

const parted = new Map<string, readonly string[]>();

/** The words of a title or of what is said of one, folded, quotes and marks left out. */
export function wordsOf(text: string): readonly string[] {
  const before = parted.get(text);
  if (before !== undefined) return before;
  if (parted.size >= MAX_KNOWN) parted.clear();
  const all = split(text);
  parted.set(text, all);
  return all;
}

function split(text: string): string[] {
  return text
    .split(/[^\p{L}\p{M}\p{N}'’]+/u)
    .map((word) => foldWord(word.replace(/^['’]+|['’]+$/gu, '').replace(/['’]s$/u, '')))
    .filter((word) => word !== '');
}

/** Those that tell a task from others; all of them when none does. */
export function tellingWords(text: string, words: PocketLocale): readonly string[] {
  const all = wordsOf(text);
  const telling = all.filter((word) => !isAmong(words.smallWords, word));
  return telling.length > 0 ? telling : all;
}

/** A title as it is compared with another for being the same. */
export function titleKey(text: string): string {
  return wordsOf(text).join(' ');
}
