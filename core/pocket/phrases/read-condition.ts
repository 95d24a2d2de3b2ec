import { listKey } from '../../query-language/pattern.ts';
import type { Combined, Expression, Term } from '../../query-language/query.ts';
import { dateLength } from '../../query-language/read-date.ts';
import { normaliseTag, TagSchema } from '../../tag/tag.ts';
import type { Priority } from '../../task/task.ts';
import { addDays } from '../../time/local.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { DateWord, FilterWord } from '../pocket-locale.ts';
import { openTasks } from '../tasks/look-up.ts';
import { stemOf } from '../tasks/title-words.ts';
import { slice, textOf, type Utterance } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';
import { type DayRange, readDayRange } from './read-day-range.ts';

/** One condition of a list: as the query language has it, and what it says by name. */
export interface Condition {
  /** So many pieces say it. */
  readonly count: number;
  readonly kind: 'tag' | 'priority' | 'day' | 'other';
  readonly term: Expression;
  readonly tags?: readonly string[];
  readonly priority?: Priority;
  readonly status?: 'open' | 'completed' | 'all';
  readonly isOverdue?: boolean;
  /** Wall clock; inclusive. */
  readonly dueAfter?: string;
  /** Exclusive. */
  readonly dueBefore?: string;
}

/** No condition's words are more, but those of tags and of days between. */
const MAX_WORDS = 7;

/**
 * The condition that begins there, by the longest words for one; null when none does.
 *
 * @param isTagLikely whether the name of a tag or a list is one by itself, without “tagged” or “tasks” beside it
 */
export function readCondition(
  utterance: Utterance,
  at: number,
  context: PocketContext,
  isTagLikely = false,
): Condition | null {
  const { filter, levels } = context.words;
  const { pieces } = utterance;
  const first = pieces[at]?.folded ?? '';
  const sign = hashtag(first);
  if (sign !== null) return { ...tagged([sign], 'and'), count: 1 };
  if (first.startsWith('+') && first.length > 1) return listed(first.slice(1), 1);
  for (let count = Math.min(MAX_WORDS, pieces.length - at); count > 0; count -= 1) {
    const words = foldedWords(utterance, at, at + count);
    const state = standsFor(filter.words, words);
    if (state !== null) return { ...STATES[state], kind: 'other', count };
    if (isAmong(filter.tagged, words)) {
      const tags = readTags(utterance, at + count, context);
      if (tags !== null) return { ...tags, count: count + tags.count };
    }
    const priority = standsFor(levels, words);
    if (priority !== null) return { kind: 'priority', term: priorityTerm(priority), priority, count };
    const relation = standsFor(filter.dates, words);
    const date = relation === null ? null : readDate(utterance, at + count, relation, context);
    if (date !== null) return { ...date, count: count + date.count };
  }
  const between = isAmong(filter.between, first) ? readBetween(utterance, at + 1, context) : null;
  if (between !== null) return { ...between, count: between.count + 1 };
  const behind = taggedBehind(utterance, at, context);
  if (behind !== null) return behind;
  if (isAmong(filter.within, first)) {
    const named = known(utterance, at + 1, true, context);
    if (named !== null) return { ...named, count: named.count + 1 };
  }
  return readDate(utterance, at, 'on', context) ?? known(utterance, at, isTagLikely, context);
}

function foldedWords({ pieces }: Utterance, from: number, to: number): string {
  return pieces
    .slice(from, to)
    .map(({ folded }) => folded)
    .join(' ');
}

const STATES: Record<FilterWord, Pick<Condition, 'term' | 'status' | 'isOverdue'>> = {
  deleted: { term: { kind: 'state', state: 'deleted' }, status: 'all' },
  overdue: { term: { kind: 'state', state: 'overdue' }, isOverdue: true },
  completed: { term: { kind: 'state', state: 'completed' }, status: 'completed' },
  any: { term: { kind: 'state', state: 'any' }, status: 'all' },
  open: { term: { kind: 'state', state: 'open' }, status: 'open' },
  recurring: { term: { kind: 'state', state: 'recurring' } },
  undated: { term: { kind: 'state', state: 'no date' } },
  untagged: { term: { kind: 'state', state: 'no tags' } },
};

function priorityTerm(priority: Priority): Combined<Term> {
  return priority === 'none' ? { kind: 'state', state: 'no priority' } : { kind: 'priority', priority };
}

function hashtag(word: string): string | null {
  return word.startsWith('#') ? tagOf(word.slice(1)) : null;
}

/** The tag that a word is; null when it cannot be one. */
export function tagOf(word: string): string | null {
  const tag = TagSchema.safeParse(word.replace(/^#/u, ''));
  return tag.success ? normaliseTag(tag.data) : null;
}

function tagged(tags: readonly string[], joint: 'and' | 'or'): Omit<Condition, 'count'> {
  const terms = tags.map((tag): Term => ({ kind: 'tag', pattern: [tag] }));
  const [first, ...others] = terms;
  const term: Expression = first && others.length === 0 ? first : { kind: joint, of: terms };
  return { kind: 'tag', term, tags };
}

function listed(name: string, count: number): Condition {
  return { kind: 'other', term: { kind: 'list', pattern: [name] }, count };
}

/** `home and money`, `home or money`: behind a tag only a joint leads to another one. */
function readTags(utterance: Utterance, from: number, context: PocketContext): Condition | null {
  const { pieces } = utterance;
  const { and, or } = context.words.filter;
  const tags: string[] = [];
  let [at, end] = [from, from];
  let isEither = false;
  while (at < pieces.length) {
    const piece = pieces[at];
    const word = piece?.folded ?? '';
    // `tagged home and due today`
    if (at > from && !word.startsWith('#') && isOther(utterance, at, context)) break;
    const tag = piece?.isQuoted ? tagOf(textOf(slice(utterance, at, at + 1)).slice(1, -1)) : tagOf(word);
    if (tag === null) break;
    tags.push(tag);
    at += 1;
    end = at;
    while (isAmong(and, pieces[at]?.folded ?? '') || isAmong(or, pieces[at]?.folded ?? '')) {
      isEither ||= isAmong(or, pieces[at]?.folded ?? '');
      at += 1;
    }
    if (at === end) break;
  }
  return tags.length === 0 ? null : { ...tagged(tags, isEither ? 'or' : 'and'), count: end - from };
}

/** `the errands tag`, `both the health and pharmacy tags`. */
function taggedBehind(utterance: Utterance, at: number, context: PocketContext): Condition | null {
  const { pieces } = utterance;
  const { filter } = context.words;
  const noun = pieces.findIndex(({ folded }, place) => place > at && isAmong(filter.tagNoun, folded));
  if (noun === -1 || noun > at + MAX_WORDS) return null;
  const named = pieces.slice(at, noun).filter(({ folded }) => !isJoint(folded, context));
  const tags = named.map(({ folded, isQuoted }) => (isQuoted ? null : knownTag(folded, context)));
  const known = tags.filter((tag) => tag !== null);
  if (known.length === 0 || known.length < tags.length) return null;
  const isEither = pieces.slice(at, noun).some(({ folded }) => isAmong(filter.or, folded));
  return { ...tagged(known, isEither ? 'or' : 'and'), count: noun + 1 - at };
}

/** Whether what begins there is anything but the name of a tag. */
function isOther({ pieces }: Utterance, at: number, { words: { filter, levels } }: PocketContext): boolean {
  const word = pieces[at]?.folded ?? '';
  if ([filter.noise, filter.tagged, filter.not, filter.except].some((table) => isAmong(table, word))) return true;
  return (
    standsFor(filter.dates, word) !== null || standsFor(filter.words, word) !== null || standsFor(levels, word) !== null
  );
}

/** A tag or a list by nothing but its name: `work tasks`, `travel or home tasks`, `the groceries list`. */
function known(utterance: Utterance, at: number, isTagLikely: boolean, context: PocketContext): Condition | null {
  const { pieces } = utterance;
  const { filter, nouns } = context.words;
  const piece = pieces[at];
  if (piece === undefined || piece.isQuoted || isAmong(filter.noise, piece.folded)) return null;
  const nextAt = at + 1;
  const next = pieces[nextAt]?.folded ?? '';
  const isNoun = isAmong(nouns, next);
  const isList = isAmong(filter.list, next);
  if (!isTagLikely && !isNoun && !isList && !isJoint(next, context)) return null;
  const open = openTasks(context);
  const tag = isList ? null : knownTag(piece.folded, context);
  if (tag !== null) {
    const isOne = isTagLikely || isNoun || readCondition(utterance, nextAt + 1, context)?.kind === 'tag';
    return isOne ? { ...tagged([tag], 'and'), count: 1 } : null;
  }
  const list = isList || isTagLikely ? open.find((task) => listKey(task.list.name) === listKey(piece.folded)) : null;
  return list ? listed(listKey(list.list.name), isList ? 2 : 1) : null;
}

/** A tag of open tasks that a word names: `pet tasks` are those that are tagged pets, where nothing is tagged pet. */
export function knownTag(word: string, context: PocketContext): string | null {
  const tags = new Set(openTasks(context).flatMap((task) => task.tags));
  if (tags.has(word)) return word;
  const stem = stemOf(word, context.words);
  return [...tags].find((tag) => stemOf(tag, context.words) === stem) ?? null;
}

/** `between monday and friday`, both of them part of it. */
function readBetween(utterance: Utterance, from: number, context: PocketContext): Condition | null {
  const { pieces } = utterance;
  const joint = pieces.findIndex(({ folded }, at) => at > from && isAmong(context.words.filter.betweenAnd, folded));
  if (joint === -1) return null;
  const first = readDate(slice(utterance, from, joint), 0, 'since', context);
  const last = readDate(utterance, joint + 1, 'until', context);
  if (first === null || last === null || from + first.count < joint) return null;
  return {
    ...last,
    ...(first.dueAfter !== undefined && { dueAfter: first.dueAfter }),
    term: { kind: 'and', of: [first.term, last.term] },
    count: joint + 1 + last.count - from,
  };
}

/** The longest date that begins there. */
function readDate(utterance: Utterance, from: number, relation: DateWord, context: PocketContext): Condition | null {
  for (let count = Math.min(MAX_WORDS, utterance.pieces.length - from); count > 0; count -= 1) {
    const words = slice(utterance, from, from + count);
    const isOne = words.pieces.length === count && !words.pieces.some(({ folded }) => isJoint(folded, context));
    // In another language than that of the words `do` is a day.
    if (count === 1 && isAmong(context.words.filter.noise, words.pieces[0]?.folded ?? '')) continue;
    const range = isOne ? readDayRange(words, context, 'ahead') : null;
    if (range === null) continue;
    const [first, ...others] = dateTerms(range, relation);
    if (first === undefined) return null;
    const term: Expression = others.length === 0 ? first : { kind: 'and', of: [first, ...others] };
    return { kind: relation === 'on' ? 'day' : 'other', term, count, ...boundsOf(range, relation) };
  }
  return null;
}

function isJoint(word: string, { words: { filter } }: PocketContext): boolean {
  return isAmong(filter.and, word) || isAmong(filter.or, word);
}

function boundsOf({ from, to }: DayRange, relation: DateWord): Pick<Condition, 'dueAfter' | 'dueBefore'> {
  switch (relation) {
    case 'before':
      return { dueBefore: from };
    case 'until':
      return { dueBefore: addDays(to, 1) };
    case 'after':
      return { dueAfter: addDays(to, 1) };
    case 'since':
      return { dueAfter: from };
    case 'on':
      return { dueAfter: from, dueBefore: addDays(to, 1) };
  }
}

function dateTerms({ from, to, query }: DayRange, relation: DateWord): Term[] {
  const due = (side: 'on' | 'before' | 'after', date: string): Term => ({
    kind: 'date',
    field: 'due',
    relation: side,
    date,
  });
  const isDate = query !== null && isQueryDate(query);
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

function isQueryDate(words: string): boolean {
  const all = words.split(' ');
  return dateLength(all) === all.length;
}
