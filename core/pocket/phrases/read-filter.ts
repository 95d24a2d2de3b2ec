import { formatQuery } from '../../query-language/format-query.ts';
import type { Expression } from '../../query-language/query.ts';
import type { PocketContext } from '../pocket-context.ts';
import { isMark, slice, type Utterance } from '../text/pieces.ts';
import { isAmong } from '../text/word-set.ts';
import type { Filters } from '../understanding.ts';
import { either, flat } from './combine-terms.ts';
import { type Condition, readCondition } from './read-condition.ts';
import { readNegation } from './read-negation.ts';

/** The conditions that words are, as a query and by name. */
export interface Filter {
  readonly terms: readonly Expression[];
  readonly filters: Filters;
  readonly isOverdue: boolean;
  /** Words that are no condition; between these groups stood “or”. */
  readonly rest: readonly (readonly Utterance[])[];
  /** One of the terms leaves out what has certain words: fine to look by, too vague to change anything by. */
  readonly isVague: boolean;
}

export const NO_FILTERS: Filters = {
  status: 'open',
  priority: [],
  tags: [],
  search: null,
  dueAfter: null,
  dueBefore: null,
};
export const NO_FILTER: Filter = { terms: [], filters: NO_FILTERS, isOverdue: false, rest: [], isVague: false };

/** A condition, something that is left out, or a word that is neither. */
interface Unit {
  readonly count: number;
  readonly condition: Omit<Condition, 'count'> | null;
  readonly word: Utterance | null;
  readonly isVague: boolean;
  /** What stands between it and the one before. */
  readonly joint: 'and' | 'or' | null;
}

/** Reads conditions from left to right, the longest words first. “Or” binds closer than “and”, which is also silent. */
export function readFilter(utterance: Utterance, context: PocketContext): Filter {
  const { or, and, noise } = context.words.filter;
  const { pieces } = utterance;
  const units: Unit[] = [];
  let joint: Unit['joint'] = null;
  for (let at = 0; at < pieces.length; ) {
    const unit = readUnit(utterance, at, context);
    const piece = pieces[at];
    if (unit !== null) {
      units.push({ ...unit, joint });
      joint = null;
    } else if (piece && (piece.folded === ',' || !isMark(piece))) {
      if (isAmong(or, piece.folded)) joint = units.length > 0 ? 'or' : null;
      else if (isAmong(and, piece.folded)) joint ??= 'and';
      else if (!isAmong(noise, piece.folded)) {
        units.push({ count: 1, condition: null, word: slice(utterance, at, at + 1), isVague: false, joint });
        joint = null;
      }
    }
    at += unit?.count ?? 1;
  }
  return finish(units);
}

/** How the query is written that a filter and more terms are. */
export function queryOf(terms: readonly Expression[]): string {
  const [first, ...others] = flat(terms, 'and');
  if (first === undefined) return 'open';
  return formatQuery({ views: [others.length === 0 ? first : { kind: 'and', of: [first, ...others] }] });
}

function finish(units: readonly Unit[]): Filter {
  const conditions = units.flatMap(({ condition }) => condition ?? []);
  const status = conditions.findLast((each) => each.status !== undefined)?.status ?? 'open';
  const rest: Utterance[][] = [];
  for (const { word, joint } of units) {
    if (word === null) continue;
    const group = joint === 'or' ? undefined : rest.at(-1);
    if (group) group.push(word);
    else rest.push([word]);
  }
  return {
    terms: termsOf(units).map((term) => (status === 'completed' ? onCompletion(term) : term)),
    filters: {
      ...NO_FILTERS,
      status,
      priority: conditions.flatMap(({ priority }) => priority ?? []),
      tags: conditions.flatMap(({ tags }) => tags ?? []),
      dueAfter: conditions.flatMap(({ dueAfter }) => dueAfter ?? []).sort()[0] ?? null,
      dueBefore:
        conditions
          .flatMap(({ dueBefore }) => dueBefore ?? [])
          .sort()
          .at(-1) ?? null,
    },
    isOverdue: conditions.some(({ isOverdue }) => isOverdue === true),
    rest,
    isVague: units.some(({ isVague }) => isVague),
  };
}

const RANK = { tag: 0, priority: 1, day: 2, other: 2 } as const;

function termsOf(units: readonly Unit[]): Expression[] {
  const runs: { kind: Condition['kind']; terms: Expression[] }[] = [];
  for (const { condition, joint } of units) {
    if (condition === null) continue;
    const { kind, term } = condition;
    // No task has two priorities or is due on two days: where several are named, each of them is meant.
    const last = runs.at(-1);
    const isSame = kind === 'priority' ? runs.find((run) => run.kind === kind) : undefined;
    const isDays = joint === 'and' && kind === 'day' && last?.kind === 'day';
    const run = joint === 'or' || isDays ? last : isSame;
    if (run) run.terms.push(term);
    else runs.push({ kind, terms: [term] });
  }
  return runs.toSorted((a, b) => RANK[a.kind] - RANK[b.kind]).flatMap(({ terms }) => either(terms) ?? []);
}

/** `done last week` is about when it was done. */
function onCompletion(term: Expression): Expression {
  if (term.kind === 'and' || term.kind === 'or') return { ...term, of: term.of.map(onCompletion) };
  if (term.kind === 'not') return { ...term, of: onCompletion(term.of) };
  return term.kind === 'date' ? { ...term, field: 'completed' } : term;
}

function readUnit(utterance: Utterance, at: number, context: PocketContext): Omit<Unit, 'joint'> | null {
  const condition = readCondition(utterance, at, context);
  if (condition !== null) return { condition, count: condition.count, word: null, isVague: false };
  const negation = readNegation(utterance, at, context);
  return negation && { ...negation, count: negation.condition.count, word: null };
}
