import type { Grammar } from '../grammar/grammar.ts';
import type { Token } from '../grammar/token.ts';
import { canBegin, isSeparator } from './boundary.ts';

/** Names of zones that are no words, however they are written. */
const NAMES =
  /^(?:utc|gmt|jst|kst|pst|pdt|edt|cst|cdt|mdt|cet|cest|mez|mesz|eet|eest|bst|aest|aedt|acst|awst|nzst|nzdt|hkt|sgt|msk|pkt)$/iu;
/** Those that are words as well, unless they are written in capitals. */
const CAPITAL_NAMES = /^(?:ET|PT|CT|MT|EST|MST|IST|WET|WEST|WIB|Z)$/u;
const MAX_PLACE_WORDS = 3;

/**
 * Whether a clock time is that of another place: `9am JST`, `16:00 UTC`, `9am Tokyo time`. All times are the user's wall
 * clock, so it is none of theirs, and stays in the title as it was typed.
 *
 * @param at behind the time
 */
export function hasZoneBehind(tokens: readonly Token[], at: number, grammar: Grammar): boolean {
  const from = /^[([]$/u.test(tokens[at]?.text ?? '') ? at + 1 : at;
  const text = tokens[from]?.text ?? '';
  if (NAMES.test(text) || CAPITAL_NAMES.test(text)) return true;
  return namesPlace(tokens, from, grammar);
}

/** `Tokyo time`, `New York time`; `hora de Tokio`. */
function namesPlace(tokens: readonly Token[], at: number, grammar: Grammar): boolean {
  const isNoun = (place: number) => grammar.isZoneNoun(tokens[place]?.folded ?? '');
  const isPlace = (place: number) => {
    const { kind, text = '' } = tokens[place] ?? {};
    return kind === 'word' && text.charAt(0) !== text.charAt(0).toLowerCase();
  };
  if (isNoun(at)) return isPlace(at + 1) || isPlace(at + 2);
  let end = at;
  while (end < at + MAX_PLACE_WORDS && isPlace(end) && !isNoun(end)) end += 1;
  return end > at && isNoun(end);
}

/** Whether a number that begins there is a time that no clock shows: `25:00`, `9:75`. */
export function isNoClock(tokens: readonly Token[], at: number): boolean {
  const [hour, colon, minute] = tokens.slice(at, at + 3);
  const isTime = hour?.kind === 'number' && colon?.text === ':' && minute?.kind === 'number';
  if (!isTime || colon.isSpaced || minute.isSpaced || minute.text.length !== 2) return false;
  const next = tokens[at + 3];
  return canBegin(tokens, at) && (next === undefined || next.isSpaced || isSeparator(next));
}
