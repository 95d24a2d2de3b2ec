import type { Expression } from '../../query-language/query.ts';
import type { PocketContext } from '../pocket-context.ts';
import { isMark, slice, type Utterance } from '../text/pieces.ts';
import { isAmong } from '../text/word-set.ts';
import { either } from './combine-terms.ts';
import { type Condition, readCondition } from './read-condition.ts';
import { soughtWords, textTerms } from './sought-words.ts';

export interface Negation {
  readonly condition: Condition;
  /** It leaves out what has certain words: fine to look by, too vague to change anything by. */
  readonly isVague: boolean;
}

/** Words that say “not” are no more than that many. */
const MAX_WORDS = 3;

/** `not tagged home`, `except groceries and milk`; null when nothing follows that could be left out. */
export function readNegation(utterance: Utterance, from: number, context: PocketContext): Negation | null {
  const { not, except } = context.words.filter;
  const said = utterance.pieces.slice(from, from + MAX_WORDS).map(({ folded }) => folded);
  for (let length = said.length; length > 0; length -= 1) {
    const words = said.slice(0, length).join(' ');
    const isExcept = isAmong(except, words);
    if (!isExcept && !isAmong(not, words)) continue;
    const left = readLeftOut(utterance, from + length, isExcept, context);
    if (left !== null) return { condition: { ...negated(left.term), count: left.end - from }, isVague: left.isVague };
  }
  return null;
}

/** One thing after the other: “or” leads to the next, and behind “except” so does “and”. */
function readLeftOut(utterance: Utterance, from: number, isExcept: boolean, context: PocketContext) {
  const { or, and } = context.words.filter;
  const isAt = (table: string, at: number) => isAmong(table, utterance.pieces[at]?.folded ?? '');
  const terms: Expression[] = [];
  let isVague = false;
  let end = from;
  for (let at = from; ; ) {
    const one = readOne(utterance, at, context);
    if (one === null) break;
    terms.push(one.term);
    isVague ||= one.isVague;
    end = one.end;
    if (!isAt(or, end) && !(isExcept && isAt(and, end))) break;
    at = end;
    while (isAt(or, at) || isAt(and, at)) at += 1;
  }
  const term = either(terms);
  return term === null ? null : { term, end, isVague };
}

function readOne(utterance: Utterance, from: number, context: PocketContext) {
  const { pieces } = utterance;
  let at = from;
  let condition = readCondition(utterance, at, context, true);
  while (condition === null && isAmong(context.words.filter.noise, pieces[at]?.folded ?? '')) {
    at += 1;
    condition = readCondition(utterance, at, context, true);
  }
  if (condition !== null) return { term: condition.term, end: at + condition.count, isVague: false };
  const end = at + plainWords(utterance, at, context);
  const [term] = end === at ? [] : textTerms([soughtWords([slice(utterance, at, end)], context)], context);
  return term === undefined ? null : { term, end, isVague: true };
}

/** How many words that are no condition and no joint stand there. */
function plainWords(utterance: Utterance, from: number, context: PocketContext): number {
  const { or, and } = context.words.filter;
  const { pieces } = utterance;
  const isEnd = (at: number) => {
    const piece = pieces[at];
    if (piece === undefined || isMark(piece) || isAmong(or, piece.folded) || isAmong(and, piece.folded)) return true;
    return at > from && readCondition(utterance, at, context) !== null;
  };
  let at = from;
  while (!isEnd(at)) at += 1;
  return at - from;
}

function negated(term: Expression): Omit<Condition, 'count'> {
  const state = term.kind === 'state' ? term.state : null;
  // A list is of open tasks unless it says otherwise.
  if (state === 'completed') return { kind: 'other', term: { kind: 'state', state: 'open' }, status: 'open' };
  if (state === 'open') return { kind: 'other', term: { kind: 'state', state: 'completed' }, status: 'completed' };
  return { kind: 'other', term: { kind: 'not', of: term } };
}
