import { parseQuery } from '../../query-language/parse-query.ts';
import type { Expression, Term } from '../../query-language/query.ts';
import { act } from '../apply-change.ts';
import { type DayRange, readDayRange } from '../phrases/read-day-range.ts';
import { type Filter, NO_FILTER, NO_FILTERS, queryOf, readFilter } from '../phrases/read-filter.ts';
import { readNegation } from '../phrases/read-negation.ts';
import { frameFor } from '../phrases/read-phrase.ts';
import { soughtWords, textTerms } from '../phrases/sought-words.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { Ask } from '../pocket-locale.ts';
import { exactly, resolve } from '../tasks/resolve.ts';
import type { Slots } from '../text/pattern.ts';
import { lineOf, slice, textOf, type Utterance } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';
import { changed } from './change-asks.ts';
import { firm, type ReadAsk, type Reading } from './reading.ts';

/** Questions about tasks and about what happened. */
export const LIST_ASKS: Partial<Record<Ask, ReadAsk>> = {
  overdue: ({ filter: said }, context) => {
    const filter = said ? readFilter(said, context) : NO_FILTER;
    // `overdue or due today` is one condition of two.
    const isEither = isAmong(context.words.filter.or, said?.pieces[0]?.folded ?? '');
    if (filter.rest.length > 0 || isEither) return null;
    return list({ ...filter, terms: [OVERDUE, ...filter.terms.filter(isNotOverdue)], isOverdue: true }, null, context);
  },
  showTrash: (_slots, context) => list({ ...NO_FILTER, terms: [DELETED] }, null, context),
  showBare: (_slots, context, all) => showBare(all, context),
  show: ({ filter: said }, context) => (said ? show(said, context) : list(NO_FILTER, null, context)),
  count: ({ filter: said }, context) => (said ? show(said, context) : list(NO_FILTER, null, context)),
  narrow: ({ filter: plain, negation }, context) => {
    const { query } = context.memory;
    const said = plain ?? negation;
    if (said === undefined || query === null) return null;
    if (negation && readNegation(negation, 0, context) === null) return null;
    const filter = readFilter(said, context);
    const before = parseQuery(query);
    const view = before.query?.views[0];
    if (filter.rest.length > 0 || filter.terms.length === 0 || view === undefined) return null;
    return list({ ...filter, terms: [view, ...filter.terms].filter(isNotOpen) }, null, context);
  },
  mention: ({ search: said }, context) => (said ? search(said, context) : null),
  search: ({ search: said }, context) => (said ? search(said, context) : null),
  // `and tomorrow?` asks the same of another day, where a list was asked for before.
  showAgain: ({ filter: said }, context, all) => {
    if (said === undefined || context.memory.query === null || !/\?\s*$/u.test(all.text)) return null;
    const filter = readFilter(said, context);
    return filter.terms.length > 0 && filter.rest.length === 0 && !filter.isVague ? list(filter, null, context) : null;
  },
  showFiltered: ({ filter: said }, context) => {
    const filter = said ? readFilter(said, context) : NO_FILTER;
    return filter.terms.length > 0 && filter.rest.length === 0 && !filter.isVague ? list(filter, null, context) : null;
  },
  // What is late is part of the day, as on the page of that name.
  dayPlan: (_slots, context) => list({ ...NO_FILTER, terms: [DAY] }, null, context),
  next: (_slots, context) => {
    const step = act(
      'list_tasks',
      [],
      { filters: NO_FILTERS, query: 'open' },
      { tool: 'find', input: { query: 'open', limit: 5 } },
    );
    return firm(step, { remember: { query: context.memory.query } });
  },
  activity,
};

const DELETED: Term = { kind: 'state', state: 'deleted' };
const DAY: Expression = {
  kind: 'or',
  of: [
    { kind: 'state', state: 'overdue' },
    { kind: 'date', field: 'due', relation: 'on', date: 'today' },
  ],
};
const OVERDUE: Term = { kind: 'state', state: 'overdue' };

function isNotOverdue(term: Expression): boolean {
  return term.kind !== 'state' || term.state !== 'overdue';
}

function isNotOpen(term: Expression): boolean {
  return term.kind !== 'state' || term.state !== 'open';
}

/** `travel tasks with high priority`: nothing but conditions and the word for tasks is a list that is asked for. */
function showBare(said: Utterance, context: PocketContext): Reading | null {
  const { articles, allWords, verbs, filter: filterWords } = context.words;
  const isFree = (word: string) => isAmong(articles, word) || isAmong(allWords, word);
  const from = said.pieces.findIndex(({ folded }) => !isFree(folded));
  const first = said.pieces[from]?.folded ?? '';
  // `finish travel tasks` is an order, and `do the home tasks` may be what a task is called.
  if (from === -1 || isAmong(verbs, first) || isAmong(filterWords.noise, first)) return null;
  const filter = readFilter(said, context);
  if (filter.terms.length === 0 || filter.rest.length > 0 || filter.isVague) return null;
  return isTitle(said, context) ? null : list(filter, null, context);
}

function show(said: Utterance, context: PocketContext): Reading | null {
  const filter = readFilter(said, context);
  if (filter.rest.length === 0 && !isTitle(said, context)) return list(filter, null, context);
  const found = resolve(said, { status: 'any' }, context);
  const isNamed = found.kind === 'tasks' && (found.how === 'pronoun' || found.how === 'place' || found.how === 'exact');
  return isNamed ? changed({ kind: 'show' }, found, 'nothing', said, context) : list(filter, said, context);
}

function search(said: Utterance, context: PocketContext): Reading {
  const filter = readFilter(said, context);
  const isFilter = filter.terms.length > 0 && filter.rest.length === 0;
  return isFilter ? list(filter, null, context) : list(NO_FILTER, said, context);
}

/** What could be conditions, and is what a task is called. */
function isTitle(said: Utterance, context: PocketContext): boolean {
  return exactly(textOf(said), { status: 'any' }, context)?.kind === 'tasks';
}

/** @param sought words that are looked for in titles and notes; those of the filter's rest */
function list(filter: Filter, sought: Utterance | null, context: PocketContext): Reading {
  const said = sought === null ? [] : filter.rest.length > 0 ? filter.rest : [[sought]];
  const groups =
    filter.terms.length > 0 && said.flat().every(isSmall(context))
      ? []
      : said.map((group) => soughtWords(group, context));
  const words = groups.flat();
  const query = queryOf([...filter.terms, ...textTerms(groups, context)]);
  const filters = { ...filter.filters, search: words.length > 0 ? words.join(' ') : null };
  const intent = filter.isOverdue ? 'show_overdue' : 'list_tasks';
  return firm(act(intent, [], { filters, query }, { tool: 'find', input: { query } }), { remember: { query } });
}

function activity({ when }: Slots, context: PocketContext, all: Utterance): Reading | null {
  const range = when === undefined ? null : (sinceDay(when, context) ?? readDayRange(when, context, 'behind'));
  if (when !== undefined && range === null) return null;
  const words = lineOf(all).trim().split(' ');
  const type = words.map((word) => standsFor(context.words.activities, word)).find((each) => each !== null) ?? null;
  const days = range && { from: range.from, to: range.to };
  const call = { tool: 'activity', input: { ...(type && { types: [type] }), ...days } };
  return firm(act('query_activity', [], days ? { range: days } : {}, call));
}

/** `since friday`: up to today. */
function sinceDay(when: Utterance, context: PocketContext): DayRange | null {
  if (standsFor(context.words.filter.dates, when.pieces[0]?.folded ?? '') !== 'since') return null;
  const from = readDayRange(slice(when, 1, when.pieces.length), context, 'behind');
  return from && { from: from.from, to: frameFor(context).today, query: null };
}

/** `low priority ones about old stuff`: beside conditions, words that tell nothing are not looked for. */
function isSmall({ words }: PocketContext): (said: Utterance) => boolean {
  return ({ pieces }) => pieces.every(({ folded }) => isAmong(words.smallWords, folded));
}
