import type { Expression, Term } from '../../query-language/query.ts';
import { foldText } from '../../text/search-text.ts';
import type { PocketContext } from '../pocket-context.ts';
import { type Utterance, unquoted } from '../text/pieces.ts';
import { isAmong } from '../text/word-set.ts';
import { knownTag } from './read-condition.ts';

/** Words as they are found in other forms of them, too: `invoices` by `invoice`. */
export function soughtWords(said: readonly Utterance[], { words }: PocketContext): string[] {
  const all = said
    .flatMap((each) => unquoted(each).split(/\s+/u))
    .map((word) => foldText(word).replace(/^[^\p{L}\p{N}#]+|[^\p{L}\p{N}]+$/gu, ''));
  const telling = all.filter((word) => word !== '' && !isAmong(words.smallWords, word));
  return (telling.length > 0 ? telling : all.filter((word) => word !== '')).map((word) =>
    /[^s]s$/u.test(word) && word.length > 4 ? word.slice(0, -1) : word,
  );
}

/** Tasks that have all the words of one of the groups. */
export function textTerms(groups: readonly (readonly string[])[], context: PocketContext): Expression[] {
  const each = groups.flatMap((words): Expression[] => {
    const [first, ...others] = words.map((word) => textOrTag(word, context));
    if (first === undefined) return [];
    return [others.length === 0 ? first : { kind: 'and', of: [first, ...others] }];
  });
  const [first, ...others] = each;
  if (first === undefined) return [];
  return [others.length === 0 ? first : { kind: 'or', of: [first, ...others] }];
}

/** `books` may be what is tagged so, or what has it in its words: either is shown. */
function textOrTag(word: string, context: PocketContext): Expression {
  const text: Term = { kind: 'text', pattern: [word] };
  const tag = knownTag(word, context);
  return tag === null ? text : { kind: 'or', of: [{ kind: 'tag', pattern: [tag] }, text] };
}
