import type { ToolTask } from '../../tools/tool-task.ts';
import { type Filter, NO_FILTER, queryOf, readFilter } from '../phrases/read-filter.ts';
import type { PocketContext } from '../pocket-context.ts';
import { matcherOf } from '../text/pattern.ts';
import { isQuotation, lineOf, slice, textOf, type Utterance, unquoted } from '../text/pieces.ts';
import { isAmong } from '../text/word-set.ts';
import { completedTasks, foundBy, openTasks, tasksById } from './look-up.ts';
import { allFitting, fitOf, nearestTo } from './match-title.ts';
import { atPlaces, readPlaces } from './read-places.ts';
import { titleKey } from './title-words.ts';

/** What words for tasks come to. */
export type Resolved =
  | { readonly kind: 'tasks'; readonly tasks: readonly ToolTask[]; readonly isGroup: boolean; readonly how: How }
  | { readonly kind: 'several'; readonly candidates: readonly ToolTask[] }
  | { readonly kind: 'none'; readonly nearest: readonly ToolTask[]; readonly said: string }
  /** “it”, and nothing was spoken of. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'noSuchPlace'; readonly shown: number };
export type How = 'exact' | 'words' | 'forgiven' | 'pronoun' | 'place' | 'group' | 'list';

/** Which tasks an action is for: where to look first, and what makes one of several the likelier. */
export interface Wanted {
  readonly status: 'open' | 'completed' | 'any';
  readonly likely?: (task: ToolTask) => boolean;
}

export const OPEN: Wanted = { status: 'open' };

/** Finds the tasks that words mean, by pronoun, place, group or title. */
export function resolve(said: Utterance, wanted: Wanted, context: PocketContext): Resolved {
  const bare = withoutArticle(said, context);
  const isData = isQuotation(bare);
  if (!isData) {
    // A title beats what its words would mean otherwise.
    const exact = exactly(textOf(said), wanted, context);
    if (exact !== null) return exact;
    const pointed = pronoun(said, context) ?? place(said, context) ?? group(said, context);
    if (pointed !== null) return pointed;
  }
  const several = isData ? null : listed(bare, wanted, context);
  if (several !== null && several.kind === 'tasks') return several;
  const one = byTitle(bare, wanted, context);
  return one.kind === 'none' && several !== null ? several : one;
}

/** `the dentist task` is `dentist`. */
function withoutArticle(said: Utterance, { words }: PocketContext): Utterance {
  let current = said;
  const first = () => current.pieces[0]?.folded ?? '';
  const last = () => current.pieces.at(-1)?.folded ?? '';
  while (current.pieces.length > 1 && isAmong(words.articles, first()))
    current = slice(current, 1, current.pieces.length);
  if (current.pieces.length > 1 && isAmong(words.nouns, first())) current = slice(current, 1, current.pieces.length);
  if (current.pieces.length > 1 && isAmong(words.nouns, last())) current = slice(current, 0, current.pieces.length - 1);
  return current;
}

function exactly(text: string, { status }: Wanted, context: PocketContext): Resolved | null {
  const key = titleKey(text);
  for (const pool of pools(status, context)) {
    const tasks = pool().filter(({ title }) => titleKey(title) === key);
    if (tasks.length === 1) return { kind: 'tasks', tasks, isGroup: false, how: 'exact' };
    if (tasks.length > 1) return { kind: 'several', candidates: tasks };
  }
  return null;
}

function pools(status: Wanted['status'], context: PocketContext): (() => ToolTask[])[] {
  const open = () => openTasks(context);
  const completed = () => completedTasks(context);
  return status === 'completed' ? [completed, open] : [open, completed];
}

function pronoun(said: Utterance, context: PocketContext): Resolved | null {
  const { words, dialogue, memory } = context;
  const line = lineOf(said).trim();
  const isOne = isAmong(words.pronouns.one, line);
  const isBoth = isAmong(words.pronouns.both, line);
  if (!isOne && !isBoth && !isAmong(words.pronouns.several, line)) return null;
  const { shown } = dialogue;
  const touched = memory.spoken.length > 0 ? memory.spoken.map((id) => ({ id })) : dialogue.touched;
  const many = touched.length > 1 ? touched : shown;
  const meant = isOne ? (touched.length > 0 ? touched : shown.length === 1 ? shown : []) : many;
  const tasks = tasksById(
    meant.map(({ id }) => id),
    context,
  );
  if (tasks.length === 0 || (isBoth && tasks.length !== 2)) return { kind: 'nothing' };
  if (isOne && tasks.length > 1) return { kind: 'several', candidates: tasks };
  return { kind: 'tasks', tasks, isGroup: false, how: 'pronoun' };
}

function place(said: Utterance, context: PocketContext): Resolved | null {
  const places = readPlaces(said, context);
  if (places === null) return null;
  const { shown } = context.dialogue;
  const meant = atPlaces(places, shown);
  if (meant === null) return { kind: 'noSuchPlace', shown: shown.length };
  const tasks = tasksById(
    meant.map(({ id }) => id),
    context,
  );
  return tasks.length === 0 ? { kind: 'nothing' } : { kind: 'tasks', tasks, isGroup: false, how: 'place' };
}

/** `everything tagged old`; null when the words are not only conditions. */
function group(said: Utterance, context: PocketContext): Resolved | null {
  for (const pattern of context.words.groups) {
    for (const slots of matcherOf(pattern).matches(said)) {
      const filter = slots.filter ? readFilter(slots.filter, context) : NO_FILTER;
      if (filter.rest.length > 0 || (slots.filter && filter.terms.length === 0)) continue;
      return { kind: 'tasks', tasks: tasksOf(filter, context), isGroup: true, how: 'group' };
    }
  }
  return null;
}

export function tasksOf(filter: Filter, context: PocketContext): ToolTask[] {
  return foundBy({ query: queryOf(filter.terms) }, context);
}

function byTitle(said: Utterance, wanted: Wanted, context: PocketContext): Resolved {
  const { words, dialogue } = context;
  const text = unquoted(said);
  const all: ToolTask[] = [];
  for (const pool of pools(wanted.status, context)) {
    const tasks = pool();
    all.push(...tasks);
    const fit = fitOf(text, tasks, words);
    if (fit.tasks.length === 0) continue;
    const { likely } = wanted;
    const fitting = likely ? allFitting(text, tasks, words).filter(likely) : [];
    const chosen = likely && !fit.tasks.some(likely) && fitting.length > 0 ? fitting : fit.tasks;
    const how = fit.isExact ? 'exact' : fit.isForgiven ? 'forgiven' : 'words';
    if (chosen.length === 1) return { kind: 'tasks', tasks: chosen, isGroup: false, how };
    const spokenOf = chosen.filter(({ id }) => dialogue.touched.some((each) => each.id === id));
    if (spokenOf.length === 1) return { kind: 'tasks', tasks: spokenOf, isGroup: false, how };
    return { kind: 'several', candidates: chosen.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
  }
  return { kind: 'none', nearest: nearestTo(text, all, words), said: text };
}

/** `milk and eggs`: tasks named one after the other; null unless each of them is one. */
function listed(said: Utterance, wanted: Wanted, context: PocketContext): Resolved | null {
  const parts = partsOf(said, context);
  if (parts.length < 2) return null;
  const tasks: ToolTask[] = [];
  for (const part of parts) {
    const found = exactly(textOf(part), wanted, context) ?? byTitle(withoutArticle(part, context), wanted, context);
    if (found.kind !== 'tasks') return found;
    tasks.push(...found.tasks);
  }
  const different = [...new Map(tasks.map((task) => [task.id, task])).values()];
  // “War and Peace” is one.
  return different.length < parts.length ? null : { kind: 'tasks', tasks: different, isGroup: false, how: 'list' };
}

/** The parts between commas and “and”. */
export function partsOf(said: Utterance, { words }: PocketContext): Utterance[] {
  const parts: Utterance[] = [];
  let from = 0;
  said.pieces.forEach((piece, at) => {
    if (!isAmong(words.itemJoints, piece.folded)) return;
    parts.push(slice(said, from, at));
    from = at + 1;
  });
  parts.push(slice(said, from, said.pieces.length));
  return parts.filter(({ pieces }) => pieces.length > 0);
}
