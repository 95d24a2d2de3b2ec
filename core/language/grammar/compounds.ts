import type { Locale } from '../locale.ts';
import { foldWord } from './fold-word.ts';
import type { Token } from './token.ts';

/** Takes words apart that a language writes as one and that are read as two: `Freitagabend`. */
export function compounds(pairs: Locale['words']['compound']): (token: Token) => readonly Token[] | null {
  const known = new Map<string, { length: number; second: string }>();
  for (const [firsts, seconds] of pairs) {
    for (const first of firsts.split('|').map(foldWord)) {
      for (const [written, second] of seconds) {
        for (const each of written.split('|').map(foldWord)) {
          known.set(first + each, { length: first.length, second: foldWord(second) });
        }
      }
    }
  }
  return (token) => {
    const found = known.get(token.folded);
    // Folding may change how long a word is; then nobody knows where its parts meet.
    if (found === undefined || token.folded.length !== token.text.length) return null;
    const middle = token.start + found.length;
    return [
      { ...token, text: token.text.slice(0, found.length), folded: token.folded.slice(0, found.length), end: middle },
      // As if a space stood between: each of them can be read for itself.
      { ...token, text: token.text.slice(found.length), folded: found.second, start: middle, isSpaced: true },
    ];
  };
}
