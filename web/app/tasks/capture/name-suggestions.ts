import type { Span } from '#core/language/capture.ts';
import { foldText } from '#core/text/search-text.ts';
import { matchingTags } from '../../ui/parts/matching-tags.ts';

/** Names that may be meant by the word at the caret, and where that word stands with its sign. */
export interface NameSuggestions extends Span {
  sign: '#' | '+';
  names: readonly string[];
}

const MAX_SHOWN = 8;
// As the grammar has it: a sign begins a word, or stands after an opening bracket or a separator.
const NAME_AT_CARET = /(?:^|[\s([{,;|])([#+])([^\s#+]*)$/u;

/** The tags or lists that fit what is typed after a `#` or `+`; null where no name is being typed. */
export function suggestNames(
  text: string,
  caret: number,
  known: { tags: readonly string[]; lists: readonly string[] },
): NameSuggestions | null {
  const [, sign, typed = ''] = NAME_AT_CARET.exec(text.slice(0, caret)) ?? [];
  if (sign !== '#' && sign !== '+') return null;
  const rest = /^[^\s#+]*/u.exec(text.slice(caret))?.[0] ?? '';
  const names = matchingTags(sign === '#' ? known.tags : known.lists, typed + rest).slice(0, MAX_SHOWN);
  const isWhole = names.length === 1 && foldText(names[0] ?? '') === foldText(typed + rest);
  if (names.length === 0 || isWhole) return null;
  return { sign, names, start: caret - typed.length - 1, end: caret + rest.length };
}
