import { editDistance, forgiven } from './edit-distance.ts';
import { foldText } from './search-text.ts';

/**
 * The names that are most like another one, best first: a word of theirs is one of its words, begins like it, or has a
 * wrong letter or two, whatever their case, accents and order.
 */
export function nearestNames(name: string, names: readonly string[], count = 3): string[] {
  const sought = wordsOf(name);
  return names
    .map((each) => ({ each, likeness: likeness(sought, wordsOf(each)) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ each }) => each);
}

function wordsOf(name: string): string[] {
  return foldText(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** 0 shares nothing; 1 has every word as it is, and no other. */
function likeness(sought: readonly string[], words: readonly string[]): number {
  const near = sought.map((word) => Math.max(0, ...words.map((other) => nearness(word, other))));
  return near.reduce((sum, each) => sum + each, 0) / Math.max(sought.length, words.length, 1);
}

function nearness(word: string, other: string): number {
  if (word === other) return 1;
  if (word.length > 1 && other.startsWith(word)) return word.length / other.length;
  const max = forgiven(word.length);
  const distance = editDistance(word, other, max);
  return max > 0 && distance <= max ? 1 - distance / (word.length + 1) : 0;
}
