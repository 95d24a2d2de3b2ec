import { normaliseTag } from '../tag/tag.ts';
import {
  type Combined,
  DATE_FIELDS,
  type DateField,
  type DateRelation,
  type Expression,
  MAX_QUERY_CHARACTERS,
  MAX_QUERY_DAYS,
  MAX_QUERY_DEPTH,
  MAX_QUERY_TERMS,
  MAX_QUERY_VIEWS,
  PRIORITY_WORDS,
  type Query,
  STATES,
  type State,
  type Term,
} from './query.ts';
import { type QueryProblem, queryProblem } from './query-problem.ts';
import { dateLength } from './read-date.ts';
import { type Token, tokenize } from './tokenize.ts';
import { unknownField } from './unknown-field.ts';

/** A term and where it stands, in UTF-16 units; `end` is exclusive. */
export interface TermPlace {
  start: number;
  end: number;
  term: Term;
}

/** `terms` are in the order of the text; in front of a problem as far as they were read. */
export type ParsedQuery =
  | { query: Query; terms: TermPlace[]; problem: null }
  | { query: null; terms: TermPlace[]; problem: QueryProblem };

/** Reads a query. Never throws, whatever the text is. */
export function parseQuery(text: string): ParsedQuery {
  const terms: TermPlace[] = [];
  const { tokens, problem } = tokenize(text);
  if (text.length > MAX_QUERY_CHARACTERS) {
    const expected = `the end (at most ${MAX_QUERY_CHARACTERS} characters)`;
    return { query: null, terms, problem: queryProblem(text, MAX_QUERY_CHARACTERS, text.length, expected) };
  }
  const reader = new Reader(text, tokens, terms);
  const views = reader.readViews();
  // What could not be cut into parts stands behind what was: the first problem is the one to tell.
  if (views === null || problem) return { query: null, terms, problem: earliest(reader.problem, problem) };
  return { query: { views }, terms, problem: null };
}

function earliest(read: QueryProblem | null, cut: QueryProblem | null): QueryProblem {
  if (cut === null && read !== null) return read;
  if (cut !== null && (read === null || cut.start <= read.start)) return cut;
  return read ?? queryProblem('', 0, 0, TERM_WORDS);
}

const TERM_WORDS = 'something to look for, such as today, p1, #tag or a word';
const DATE_WORDS = 'a date, such as friday, 2026-11-21 or -3 days';
const MAX_DATE_TOKENS = 6;

/** What may follow “no”. */
const NO_WORDS: ReadonlyMap<string, State> = new Map([
  ['date', 'no date'],
  ['due', 'no date'],
  ['time', 'no time'],
  ['priority', 'no priority'],
  ['tag', 'no tags'],
  ['tags', 'no tags'],
]);

type Word = Extract<Token, { kind: 'word' }>;

/** Reads tokens by recursive descent. Null is a problem, which stands in `problem`. */
class Reader {
  problem: QueryProblem | null = null;
  private at = 0;
  private depth = 0;
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private readonly terms: TermPlace[];

  constructor(text: string, tokens: readonly Token[], terms: TermPlace[]) {
    this.text = text;
    this.tokens = tokens;
    this.terms = terms;
  }

  readViews(): Expression[] | null {
    const views: Expression[] = [];
    for (;;) {
      const view = this.readOr();
      if (view === null) return null;
      views.push(view);
      const token = this.peek();
      if (token === undefined) return views;
      if (token.kind !== 'comma') return this.refuse(token, 'an opening bracket before it');
      if (views.length === MAX_QUERY_VIEWS) return this.refuse(token, `the end (at most ${MAX_QUERY_VIEWS} lists)`);
      this.at += 1;
    }
  }

  private readOr(): Expression | null {
    return this.readSeries(
      'or',
      () => this.readAnd(),
      () => this.takes('or'),
    );
  }

  private readAnd(): Expression | null {
    // Terms that merely follow one another must all hold, as in every search box.
    return this.readSeries(
      'and',
      () => this.readNot(),
      () => this.takes('and') || this.startsTerm(),
    );
  }

  private readSeries(kind: 'and' | 'or', read: () => Expression | null, goesOn: () => boolean): Expression | null {
    const parts: Expression[] = [];
    do {
      const part = read();
      if (part === null) return null;
      parts.push(...partsOf(kind, part));
    } while (goesOn());
    const [first] = parts;
    return parts.length === 1 && first !== undefined ? first : { kind, of: parts };
  }

  private readNot(): Expression | null {
    const token = this.peek();
    if (token?.kind !== 'not' && token?.kind !== 'open') return this.readTerm();
    if (this.depth === MAX_QUERY_DEPTH)
      return this.refuse(token, `a term (at most ${MAX_QUERY_DEPTH} brackets within one another)`);
    this.depth += 1;
    this.at += 1;
    const inner = token.kind === 'not' ? this.readNegated() : this.readBracket(token);
    this.depth -= 1;
    return inner;
  }

  private readNegated(): Expression | null {
    const of = this.readNot();
    return of && { kind: 'not', of };
  }

  private readBracket(open: Token): Expression | null {
    const inner = this.readOr();
    if (inner === null || this.takes('close')) return inner;
    const token = this.peek();
    if (token?.kind === 'comma') return this.refuse(token, 'a closing bracket: a comma parts whole lists');
    this.problem ??= queryProblem(this.text, open.start, open.end, 'a bracket that is closed, with )');
    return null;
  }

  private readTerm(): Expression | null {
    const token = this.peek();
    if (token?.kind === 'head') return this.readHead(token, null);
    if (token?.kind === 'phrase') return this.keep(token, token, { kind: 'text', pattern: token.pattern }, 1);
    if (token?.kind === 'word') return this.readWord(token);
    return this.refuse(token, TERM_WORDS);
  }

  private readWord(word: Word): Expression | null {
    const next = this.tokens[this.at + 1];
    const field = DATE_FIELDS.find((each) => each === word.plain);
    if (field && next?.kind === 'head' && (next.head === 'before' || next.head === 'after')) {
      this.at += 1;
      return this.readHead(next, { field, token: word });
    }
    const second = next?.kind === 'word' ? next : null;
    if (
      field &&
      second !== null &&
      (second.plain === 'before' || second.plain === 'after') &&
      this.isDateAt(this.at + 2)
    ) {
      return this.refuse(second, `${second.plain}: with a colon`);
    }
    const unknown = word.plain === null ? null : unknownField(word.plain, this.isBehindField());
    if (unknown !== null) {
      return this.refuse({ ...word, end: word.start + unknown.length }, unknown.expected);
    }
    const state =
      word.plain === 'no'
        ? NO_WORDS.get(second?.plain ?? '')
        : STATES.find((each) => each === word.plain && !each.includes(' '));
    if (state !== undefined) {
      const isPair = word.plain === 'no' && second !== null;
      return this.keep(word, isPair ? second : word, { kind: 'state', state }, isPair ? 2 : 1);
    }
    if (second !== null && (second.plain === 'days' || second.plain === 'day') && /^\d+$/.test(word.plain ?? '')) {
      const days = Number(word.plain);
      if (days < 1 || days > MAX_QUERY_DAYS) return this.refuse(word, `a number of days from 1 to ${MAX_QUERY_DAYS}`);
      return this.keep(word, second, { kind: 'days', days }, 2);
    }
    return this.keep(word, word, termOfWord(word), 1);
  }

  /** What follows a word with a colon: text to look for, or a date. */
  private readHead(
    token: Extract<Token, { kind: 'head' }>,
    named: { field: DateField; token: Token } | null,
  ): Expression | null {
    this.at += 1;
    const start = named?.token ?? token;
    if (token.head === 'search') {
      const sought = this.peek();
      if (sought?.kind !== 'phrase') return this.refuse(sought, 'the text to look for');
      return this.keep(start, sought, { kind: 'text', pattern: sought.pattern }, 1);
    }
    const relation: DateRelation = token.head === 'before' || token.head === 'after' ? token.head : 'on';
    const field = named?.field ?? DATE_FIELDS.find((each) => each === token.head) ?? 'due';
    const follows = relation === 'on' ? this.peek() : undefined;
    // `due: before friday` is `due before: friday`.
    if (follows?.kind === 'word' && (follows.plain === 'before' || follows.plain === 'after')) {
      this.at += 1;
      return this.readDateTerm(start, field, follows.plain);
    }
    return this.readDateTerm(start, field, relation);
  }

  /** `due befor:`: what stands right behind the name of a date, with nothing between, belongs to it. */
  private isBehindField(): boolean {
    const before = this.tokens[this.at - 1];
    return before?.kind === 'word' && DATE_FIELDS.some((each) => each === before.plain);
  }

  private isDateAt(at: number): boolean {
    return dateLength(this.dateWordsAt(at)) > 0;
  }

  private dateWordsAt(at: number): string[] {
    const words: string[] = [];
    for (const token of this.tokens.slice(at, at + MAX_DATE_TOKENS)) {
      if (token.kind !== 'word' || token.plain === null) break;
      // In date arithmetic a month is not a minute.
      words.push(token.plain.startsWith('now') ? `now${this.text.slice(token.start + 3, token.end)}` : token.plain);
    }
    return words;
  }

  private readDateTerm(start: Token, field: DateField, relation: DateRelation): Expression | null {
    const words = this.dateWordsAt(this.at);
    const length = dateLength(words);
    if (length === 0) return this.refuse(this.peek(), DATE_WORDS);
    const last = this.tokens[this.at + length - 1] ?? start;
    return this.keep(start, last, { kind: 'date', field, relation, date: words.slice(0, length).join(' ') }, length);
  }

  private keep(from: Token, to: Token, term: Term, length: number): Term | null {
    if (this.terms.length === MAX_QUERY_TERMS) return this.refuse(from, `the end (at most ${MAX_QUERY_TERMS} terms)`);
    this.terms.push({ start: from.start, end: to.end, term });
    this.at += length;
    return term;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private takes(kind: Token['kind']): boolean {
    const isNext = this.peek()?.kind === kind;
    if (isNext) this.at += 1;
    return isNext;
  }

  private startsTerm(): boolean {
    const kind = this.peek()?.kind;
    return kind === 'word' || kind === 'phrase' || kind === 'head' || kind === 'not' || kind === 'open';
  }

  private refuse(token: Token | undefined, expected: string): null {
    const { start, end } = token ?? { start: this.text.length, end: this.text.length };
    this.problem ??= queryProblem(this.text, start, end, expected);
    return null;
  }
}

function partsOf(kind: 'and' | 'or', part: Combined<Term>): Combined<Term>[] {
  return part.kind === kind ? part.of : [part];
}

const TAG_PATTERN = /^[\p{L}\p{M}\p{N}_-]*$/u;

/** A word that is no word of the language: a priority, tag or list, or text to look for. */
function termOfWord(word: Word): Term {
  const { pattern, plain } = word;
  const priority = Object.entries(PRIORITY_WORDS).find(([name]) => name === plain)?.[1];
  if (priority !== undefined) return { kind: 'priority', priority };
  const [first = '', ...rest] = pattern;
  const name: Pattern = [first.slice(1), ...rest];
  if (!word.isLiteralStart && hasName(name)) {
    if (first.startsWith('#') && plain !== null && name.every((piece) => TAG_PATTERN.test(piece)))
      return { kind: 'tag', pattern: name.map(normaliseTag) };
    if (first.startsWith('+')) return { kind: 'list', pattern: name };
  }
  return { kind: 'text', pattern };
}

type Pattern = Word['pattern'];

/** As when a task is written: `#123` and `+49` are text. A star stands for a name too, and a picture for a list. */
function hasName(name: Pattern): boolean {
  return name.length > 1 || /[\p{L}\p{Extended_Pictographic}]/u.test(name.join(''));
}
