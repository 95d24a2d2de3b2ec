import type { Pattern } from './pattern.ts';
import { type QueryProblem, queryProblem } from './query-problem.ts';

export const HEADS = ['due', 'created', 'completed', 'updated', 'before', 'after', 'search'] as const;
export type Head = (typeof HEADS)[number];

interface Place {
  /** UTF-16 units; `end` is exclusive. */
  start: number;
  end: number;
}

/** `word` is text up to the next blank or operator; `phrase` is quoted, or what follows `search:`. */
export type Token = Place &
  (
    | { kind: 'and' | 'or' | 'not' | 'comma' | 'open' | 'close' }
    | { kind: 'head'; head: Head }
    /** `plain` is the word in lower case, or null when something in it is escaped: then it is text and nothing else. */
    | { kind: 'word'; pattern: Pattern; plain: string | null; isLiteralStart: boolean }
    | { kind: 'phrase'; pattern: Pattern }
  );

export type Tokens = { tokens: Token[]; problem: null } | { tokens: Token[]; problem: QueryProblem };

const OPERATORS = { '&': 'and', '|': 'or', ',': 'comma', '(': 'open', ')': 'close' } as const;
type Operator = keyof typeof OPERATORS;
const BLANK = /\s/u;

function isOperator(character: string): character is Operator {
  return character in OPERATORS;
}

/** Cuts a query into its parts. What was cut before a problem is answered with it: suggestions use it. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (BLANK.test(character)) {
      at += 1;
    } else if (isOperator(character)) {
      tokens.push({ kind: OPERATORS[character], start: at, end: at + 1 });
      at += 1;
    } else if (character === '!') {
      tokens.push({ kind: 'not', start: at, end: at + 1 });
      at += 1;
    } else {
      const read = character === '"' ? readQuoted(text, at) : readWord(text, at);
      if ('problem' in read) return { tokens, problem: read.problem };
      tokens.push(read.token);
      at = read.token.end;
      if (read.token.kind !== 'head' || read.token.head !== 'search') continue;
      const sought = readSought(text, at);
      if ('problem' in sought) return { tokens, problem: sought.problem };
      if (sought.token) tokens.push(sought.token);
      at = sought.next;
    }
  }
  return { tokens, problem: null };
}

type Read = { token: Token } | { problem: QueryProblem };

function readWord(text: string, start: number): Read {
  const pieces = new Pieces();
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (BLANK.test(character) || isOperator(character)) break;
    if (character === ':') {
      const head = HEADS.find((each) => each === text.slice(start, at).toLowerCase());
      if (head !== undefined) return { token: { kind: 'head', head, start, end: at + 1 } };
    }
    const taken = pieces.take(text, at);
    if (taken === null) return danglingEscape(text, at);
    at += taken;
  }
  const plain = pieces.isEscaped ? null : text.slice(start, at).toLowerCase();
  const isLiteralStart = text.charAt(start) === '\\';
  return { token: { kind: 'word', pattern: pieces.pattern, plain, isLiteralStart, start, end: at } };
}

function readQuoted(text: string, start: number): Read {
  const pieces = new Pieces();
  let at = start + 1;
  while (at < text.length) {
    if (text.charAt(at) === '"') {
      const end = at + 1;
      if (at === start + 1) return { problem: queryProblem(text, start, end, 'text between the quotes') };
      return { token: { kind: 'phrase', pattern: pieces.pattern, start, end } };
    }
    const taken = pieces.take(text, at);
    if (taken === null) return danglingEscape(text, at);
    at += taken;
  }
  return { problem: queryProblem(text, start, text.length, 'a second quote that closes the first') };
}

/** What `search:` looks for: everything up to the next operator. */
function readSought(text: string, from: number): { token: Token | null; next: number } | { problem: QueryProblem } {
  let start = from;
  while (start < text.length && BLANK.test(text.charAt(start))) start += 1;
  const pieces = new Pieces();
  let at = start;
  // Blanks at the end are none of it, unless they are escaped.
  let end = start;
  while (at < text.length && !isOperator(text.charAt(at))) {
    if (BLANK.test(text.charAt(at))) {
      let next = at;
      while (next < text.length && BLANK.test(text.charAt(next))) next += 1;
      if (next < text.length && !isOperator(text.charAt(next))) pieces.add(' ');
      at = next;
      continue;
    }
    const taken = pieces.take(text, at);
    if (taken === null) return danglingEscape(text, at);
    at += taken;
    end = at;
  }
  if (end === start) return { token: null, next: at };
  return { token: { kind: 'phrase', pattern: pieces.pattern, start, end }, next: at };
}

function danglingEscape(text: string, at: number): { problem: QueryProblem } {
  return { problem: queryProblem(text, at, at + 1, 'a character behind the backslash') };
}

/** Collects characters into the pieces of a pattern. */
class Pieces {
  isEscaped = false;
  private readonly pieces = [''];

  get pattern(): Pattern {
    return this.pieces;
  }

  add(characters: string): void {
    this.pieces.push((this.pieces.pop() ?? '') + characters);
  }

  /** Takes what stands at a place. @returns how many units it was; null for a backslash with nothing behind it */
  take(text: string, at: number): number | null {
    const character = text.charAt(at);
    if (character === '*') {
      const isSecondStar = this.pieces.length > 1 && this.pieces.at(-1) === '';
      if (!isSecondStar) this.pieces.push('');
      return 1;
    }
    if (character !== '\\') {
      this.add(character);
      return 1;
    }
    this.isEscaped = true;
    const escaped = text.codePointAt(at + 1);
    if (escaped === undefined) return null;
    this.add(String.fromCodePoint(escaped));
    return 1 + String.fromCodePoint(escaped).length;
  }
}
