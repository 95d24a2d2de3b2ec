import { formatQuery } from '../../query-language/format-query.ts';
import type { Combined, Expression, Term } from '../../query-language/query.ts';
import { readPlainDate } from '../../query-language/read-plain-date.ts';
import { normaliseTag, TagSchema } from '../../tag/tag.ts';
import type { Priority } from '../../task/task.ts';
import { addDays } from '../../time/local.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { DateWord, PocketLocale } from '../pocket-locale.ts';
import { openTasks } from '../tasks/look-up.ts';
import { isMark, slice, textOf, type Utterance } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';
import type { Filters } from '../understanding.ts';
import { type DayRange, readDayRange } from './read-day-range.ts';

/** The conditions that words are, as a query and by name. */
export interface Filter {
  readonly terms: readonly Expression[];
  readonly filters: Filters;
  readonly isOverdue: boolean;
  /** Words that are no condition. */
  readonly rest: readonly Utterance[];
}

export const NO_FILTERS: Filters = {
  status: 'open',
  priority: [],
  tags: [],
  search: null,
  dueAfter: null,
  dueBefore: null,
};
export const NO_FILTER: Filter = { terms: [], filters: NO_FILTERS, isOverdue: false, rest: [] };

interface Draft {
  terms: Expression[];
  tags: string[];
  priority: Priority[];
  status: Filters['status'];
  isOverdue: boolean;
  dueAfter: string | null;
  dueBefore: string | null;
  rest: Utterance[];
}

const MAX_WORDS = 7;

/** Reads conditions from left to right, the longest words first; what is none of them stands in `rest`. */
export function readFilter(utterance: Utterance, context: PocketContext): Filter {
  const draft: Draft = {
    terms: [],
    tags: [],
    priority: [],
    status: 'open',
    isOverdue: false,
    dueAfter: null,
    dueBefore: null,
    rest: [],
  };
  const { pieces } = utterance;
  let at = 0;
  while (at < pieces.length) {
    const taken = condition(utterance, at, draft, context);
    const piece = pieces[at];
    if (taken === 0 && piece && !isMark(piece) && !isAmong(context.words.filter.noise, piece.folded)) {
      draft.rest.push(slice(utterance, at, at + 1));
    }
    at += Math.max(1, taken);
  }
  return finish(draft);
}

/** How the query is written that a filter and more terms are. */
export function queryOf(terms: readonly Expression[]): string {
  const [first, ...others] = terms;
  if (first === undefined) return 'open';
  return formatQuery({ views: [others.length === 0 ? first : { kind: 'and', of: flat(terms) }] });
}

function flat(terms: readonly Expression[]): Expression[] {
  return terms.flatMap((term) => (term.kind === 'and' ? term.of : [term]));
}

function finish({ terms, tags, priority, status, isOverdue, dueAfter, dueBefore, rest }: Draft): Filter {
  const levels: Expression[] = priority.map(priorityTerm);
  const [first] = levels;
  const anyLevel: Expression[] =
    first === undefined ? [] : levels.length === 1 ? [first] : [{ kind: 'or', of: levels }];
  const tagged: Term[] = tags.map((tag) => ({ kind: 'tag', pattern: [tag] }));
  return {
    terms: [...tagged, ...anyLevel, ...terms.map((term) => (status === 'completed' ? onCompletion(term) : term))],
    filters: { status, priority, tags, search: null, dueAfter, dueBefore },
    isOverdue,
    rest,
  };
}

/** `done last week` is about when it was done. */
function onCompletion(term: Expression): Expression {
  return term.kind === 'date' ? { ...term, field: 'completed' } : term;
}

function priorityTerm(priority: Priority): Combined<Term> {
  return priority === 'none' ? { kind: 'state', state: 'no priority' } : { kind: 'priority', priority };
}

/** @returns how many pieces the condition that begins here has; 0 when none does */
function condition(utterance: Utterance, at: number, draft: Draft, context: PocketContext): number {
  const { filter, levels } = context.words;
  const { pieces } = utterance;
  const hash = hashtag(utterance, at);
  if (hash !== null) {
    draft.tags.push(hash);
    return 1;
  }
  for (let length = Math.min(MAX_WORDS, pieces.length - at); length > 0; length -= 1) {
    const words = foldedWords(utterance, at, at + length);
    const state = standsFor(filter.words, words);
    if (state !== null) {
      takeState(state, draft);
      return length;
    }
    if (isAmong(filter.tagged, words)) {
      const count = takeTags(utterance, at + length, draft, context);
      if (count > 0) return length + count;
    }
    const level = standsFor(levels, words);
    if (level !== null && !draft.tags.includes(words)) {
      draft.priority.push(level);
      return length;
    }
    const relation = standsFor(filter.dates, words);
    if (relation !== null) {
      const count = takeDate(utterance, at + length, relation, draft, context);
      if (count > 0) return length + count;
    }
  }
  const between = isAmong(filter.between, pieces[at]?.folded ?? '')
    ? takeBetween(utterance, at + 1, draft, context)
    : 0;
  if (between > 0) return between + 1;
  const bare = takeDate(utterance, at, 'on', draft, context);
  if (bare > 0) return bare;
  return knownTag(utterance, at, draft, context) ? 1 : 0;
}

function foldedWords({ pieces }: Utterance, from: number, to: number): string {
  return pieces
    .slice(from, to)
    .map(({ folded }) => folded)
    .join(' ');
}

function takeState(state: string, draft: Draft): void {
  switch (state) {
    case 'overdue':
      draft.isOverdue = true;
      draft.terms.push({ kind: 'state', state: 'overdue' });
      return;
    case 'completed':
      draft.status = 'completed';
      draft.terms.push({ kind: 'state', state: 'completed' });
      return;
    case 'any':
      draft.status = 'all';
      draft.terms.push({ kind: 'state', state: 'any' });
      return;
    case 'recurring':
      draft.terms.push({ kind: 'state', state: 'recurring' });
      return;
    case 'undated':
      draft.terms.push({ kind: 'state', state: 'no date' });
      return;
  }
}

function hashtag({ pieces }: Utterance, at: number): string | null {
  const word = pieces[at]?.folded ?? '';
  return word.startsWith('#') ? tagOf(word.slice(1)) : null;
}

/** The tag that a word is; null when it cannot be one. */
export function tagOf(word: string): string | null {
  const tag = TagSchema.safeParse(word.replace(/^#/u, ''));
  return tag.success ? normaliseTag(tag.data) : null;
}

function takeTags(utterance: Utterance, from: number, draft: Draft, { words }: PocketContext): number {
  const { pieces } = utterance;
  let at = from;
  let end = from;
  while (at < pieces.length) {
    const piece = pieces[at];
    // `tagged home and due today`
    if (at > from && !(piece?.folded ?? '').startsWith('#') && isCondition(piece?.folded ?? '', words)) break;
    const tag = piece?.isQuoted ? tagOf(textOf(slice(utterance, at, at + 1)).slice(1, -1)) : tagOf(piece?.folded ?? '');
    if (tag === null) break;
    draft.tags.push(tag);
    at += 1;
    end = at;
    while (isAmong(words.filter.and, pieces[at]?.folded ?? '')) at += 1;
    // Behind a tag only “and” leads to another one.
    if (at === end) break;
  }
  return end - from;
}

function isCondition(word: string, { filter, levels }: PocketLocale): boolean {
  if (isAmong(filter.noise, word) || isAmong(filter.tagged, word)) return true;
  return (
    standsFor(filter.dates, word) !== null || standsFor(filter.words, word) !== null || standsFor(levels, word) !== null
  );
}

function knownTag({ pieces }: Utterance, at: number, draft: Draft, context: PocketContext): boolean {
  const piece = pieces[at];
  if (piece === undefined || piece.isQuoted || isAmong(context.words.filter.noise, piece.folded)) return false;
  const next = pieces[at + 1]?.folded ?? '';
  if (!isAmong(context.words.nouns, next)) return false;
  const isKnown = openTasks(context).some(({ tags }) => tags.includes(piece.folded));
  if (isKnown) draft.tags.push(piece.folded);
  return isKnown;
}

/** `between monday and friday`, both of them part of it. */
function takeBetween(utterance: Utterance, from: number, draft: Draft, context: PocketContext): number {
  const { pieces } = utterance;
  const joint = pieces.findIndex(({ folded }, at) => at > from && isAmong(context.words.filter.betweenAnd, folded));
  if (joint === -1) return 0;
  const taken: Draft = { ...draft, terms: [] };
  const first = takeDate(slice(utterance, from, joint), 0, 'since', taken, context);
  const last = takeDate(utterance, joint + 1, 'until', taken, context);
  if (from + first < joint || last === 0) return 0;
  draft.terms.push(...taken.terms);
  draft.dueAfter = taken.dueAfter;
  draft.dueBefore = taken.dueBefore;
  return joint + 1 + last - from;
}

/** Takes the longest date that begins there. */
function takeDate(
  utterance: Utterance,
  from: number,
  relation: DateWord,
  draft: Draft,
  context: PocketContext,
): number {
  const { pieces } = utterance;
  for (let length = Math.min(MAX_WORDS, pieces.length - from); length > 0; length -= 1) {
    const words = slice(utterance, from, from + length);
    if (words.pieces.length < length) continue;
    const range = readDayRange(words, context, 'ahead');
    if (range === null) continue;
    draft.terms.push(...dateTerms(range, relation));
    const { from: first, to: last } = range;
    if (relation === 'before') draft.dueBefore = first;
    else if (relation === 'until') draft.dueBefore = addDays(last, 1);
    else if (relation === 'after') draft.dueAfter = addDays(last, 1);
    else draft.dueAfter = first;
    if (relation === 'on') draft.dueBefore = addDays(last, 1);
    return length;
  }
  return 0;
}

function dateTerms({ from, to, query }: DayRange, relation: DateWord): Term[] {
  const due = (side: 'on' | 'before' | 'after', date: string): Term => ({
    kind: 'date',
    field: 'due',
    relation: side,
    date,
  });
  const isDate = query !== null && readPlainDate(query, ANY_MOMENT, 'ahead') !== null;
  switch (relation) {
    case 'before':
      return [due('before', isDate ? query : from)];
    case 'until':
      return [due('before', addDays(to, 1))];
    case 'after':
      return [due('after', isDate ? query : to)];
    case 'since':
      return [due('after', addDays(from, -1))];
    case 'on': {
      const days = /^(\d+) days$/.exec(query ?? '')?.[1];
      if (days !== undefined) return [{ kind: 'days', days: Number(days) }];
      if (isDate) return [due('on', query)];
      return from === to ? [due('on', from)] : [due('after', addDays(from, -1)), due('before', addDays(to, 1))];
    }
  }
}

const ANY_MOMENT = { now: '2026-01-01T12:00:00.000Z', zone: 'UTC' };
