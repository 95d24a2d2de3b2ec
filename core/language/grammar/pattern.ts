/**
 * Phrases as the tables of words write them: words (`at|by`: one of several), `{slots}` for what the grammar reads
 * itself, groups in brackets (`(the | this)`), with a question mark behind what may be left out. What has a `~` before it
 * stands without a space: `{number} ~st|nd`.
 */
export type Piece =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly isGlued: boolean }
  | { readonly kind: 'slot'; readonly name: string; readonly isGlued: boolean }
  | { readonly kind: 'group'; readonly choices: readonly Pattern[]; readonly isOptional: boolean };

export type Pattern = readonly Piece[];

/** @throws Error on a bracket that does not close: a table of words that no test has seen yet */
export function parsePattern(text: string): Pattern {
  const terms = text.match(/\(|\)\??|~?\{\w+\}|[^\s(){}]+/gu) ?? [];
  const { choices, next } = parseChoices(terms, 0);
  const [only] = choices;
  if (next !== terms.length || choices.length !== 1 || only === undefined) throw new Error(`no pattern: ${text}`);
  return only;
}

function parseChoices(terms: readonly string[], from: number): { choices: Pattern[]; next: number } {
  const choices: Piece[][] = [[]];
  let at = from;
  while (at < terms.length) {
    const term = terms[at] ?? '';
    if (term.startsWith(')')) break;
    at += 1;
    if (term === '|') choices.push([]);
    else if (term === '(') {
      const inner = parseChoices(terms, at);
      const close = terms[inner.next];
      if (close === undefined) throw new Error(`a bracket stays open in: ${terms.join(' ')}`);
      choices.at(-1)?.push({ kind: 'group', choices: inner.choices, isOptional: close === ')?' });
      at = inner.next + 1;
    } else {
      const isGlued = term.length > 1 && term.startsWith('~');
      const bare = isGlued ? term.slice(1) : term;
      if (bare.startsWith('{')) choices.at(-1)?.push({ kind: 'slot', name: bare.slice(1, -1), isGlued });
      else choices.at(-1)?.push({ kind: 'words', words: bare.split('|'), isGlued });
    }
  }
  return { choices, next: at };
}
