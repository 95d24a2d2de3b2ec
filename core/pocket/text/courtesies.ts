import type { PocketLocale } from '../pocket-locale.ts';
import { matcherOf } from './pattern.ts';
import { slice, type Utterance } from './pieces.ts';
import { isAmong, standsFor } from './word-set.ts';

const MAX_ROUNDS = 6;

/** What was said without the words of politeness around it, unless it is nothing but them. */
export function withoutCourtesies(said: Utterance, words: PocketLocale): Utterance {
  let current = slice(said, 0, said.pieces.length);
  if (isTalk(current, words)) return current;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = oneLess(current, words);
    if (next === current || next.pieces.length === 0) break;
    current = next;
  }
  return current;
}

function isTalk(said: Utterance, { asks }: PocketLocale): boolean {
  return [...asks.thanks, ...asks.dismiss, ...asks.smallTalk, ...asks.undo, ...asks.affirm].some(
    (pattern) => !pattern.includes('{') && matcherOf(pattern).matches(said).length > 0,
  );
}

function oneLess(said: Utterance, { courtesies, verbs, openers, gerunds }: PocketLocale): Utterance {
  for (const pattern of courtesies.beforeGerunds) {
    const rest = withoutStart(said, pattern);
    const [first, ...others] = rest?.pieces ?? [];
    const verb = first && standsFor(gerunds, first.folded);
    if (rest && first && verb) return { ...rest, pieces: [{ ...first, folded: verb }, ...others] };
  }
  for (const pattern of courtesies.before) {
    const count = matcherOf(pattern).startOf(said);
    if (count !== null) return slice(said, count, said.pieces.length);
  }
  for (const pattern of courtesies.beforeVerbs) {
    const count = matcherOf(pattern).startOf(said);
    const next = said.pieces[count ?? 0]?.folded ?? '';
    if (count !== null && (isAmong(verbs, next) || isAmong(openers, next)))
      return slice(said, count, said.pieces.length);
  }
  for (const pattern of courtesies.after) {
    const count = matcherOf(pattern).endOf(said);
    if (count !== null) return slice(said, 0, said.pieces.length - count);
  }
  return said;
}

function withoutStart(said: Utterance, pattern: string): Utterance | null {
  const count = matcherOf(pattern).startOf(said);
  return count === null ? null : slice(said, count, said.pieces.length);
}
