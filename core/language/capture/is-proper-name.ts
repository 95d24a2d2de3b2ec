import type { Grammar } from '../grammar/grammar.ts';
import type { Token } from '../grammar/token.ts';
import { isCapitalWord } from './boundary.ts';
import { type Candidate, kindOf } from './candidate.ts';

/** A single word in capitals behind another one: `USA Today`. Weekdays and months are written so anyway. */
export function isProperName(candidate: Candidate, tokens: readonly Token[], grammar: Grammar): boolean {
  const { start, end, sense, form } = candidate;
  if (grammar.capitals === 'nouns') return false;
  const isDay = form === 'noun' && kindOf(candidate) === 'date';
  if (grammar.capitals === 'names' && isDay && isCapitalWord(tokens, start)) return true;
  // `The Day After Tomorrow poster`: nobody writes an order so.
  const isTitleCase = end - start > 2 && form === 'adverb' && tokens.slice(start, end).every(isCapital);
  if (isTitleCase && tokens[end]?.kind === 'word') return true;
  // `Buy Midnight in Paris`: in small letters a part of the day would be no name.
  const isPart = kindOf(candidate) === 'time' && form === 'noun' && end - start === 1 && tokens[start]?.kind === 'word';
  if (grammar.capitals !== 'names' && isPart && isCapitalWord(tokens, start) && tokens[end]?.kind === 'word')
    return true;
  // `Dinner at Seven`
  const isHour = form === 'hint' && sense.kind === 'time' && sense.time.clock !== null;
  if (
    form === 'noun' ||
    form === 'period' ||
    form === 'firm' ||
    form === 'token' ||
    (end - start !== 1 && !isHour) ||
    sense.kind === 'priority'
  )
    return false;
  const [before, word] = [isHour ? tokens[0] : tokens[start - 1], tokens[end - 1]];
  if (before?.kind !== 'word' || word?.kind !== 'word' || start < 1) return false;
  return isCapital(word) && isCapital(before) && word.text !== word.text.toUpperCase();
}

function isCapital({ kind, text }: Token): boolean {
  return kind === 'word' && text.charAt(0) !== text.charAt(0).toLowerCase();
}
