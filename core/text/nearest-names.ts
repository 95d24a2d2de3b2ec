import { foldText } from './search-text.ts';

const MIN_LIKENESS = 0.35;

/**
 * The names that are most like another one, best first: they share pairs of letters with it, whatever their case,
 * accents and order of words.
 */
export function nearestNames(name: string, names: readonly string[], count = 3): string[] {
  const sought = pairsOf(name);
  return names
    .map((each) => ({ each, likeness: likeness(sought, pairsOf(each)) }))
    .filter((found) => found.likeness >= MIN_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ each }) => each);
}

function pairsOf(name: string): Set<string> {
  const words = foldText(name).split(/[^\p{L}\p{N}]+/u);
  return new Set(words.flatMap((word) => [...` ${word}`].map((letter, at, all) => letter + (all[at + 1] ?? ' '))));
}

/** Dice's: 0 shares nothing, 1 everything. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
