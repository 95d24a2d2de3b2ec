import type { ToolTask } from '../../tools/tool-task.ts';
import { tagOf } from '../phrases/read-condition.ts';
import { type Filter, NO_FILTER, queryOf, readFilter } from '../phrases/read-filter.ts';
import type { PocketContext } from '../pocket-context.ts';
import { matcherOf } from '../text/pattern.ts';
import { isQuotation, lineOf, slice, textOf, type Utterance, unquoted } from '../text/pieces.ts';
import { isAmong } from '../text/word-set.ts';
import { completedTasks, foundBy, foundByWords, openTasks, tasksById } from './look-up.ts';
import { allFitting, fitOf, nearestTo, sharingMost } from './match-title.ts';
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
  readonly status: 'open' | 'completed' | 'any' | 'trash';
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
    const pointed =
      pronoun(said, wanted, context) ??
      other(said, context) ??
      place(said, wanted, context) ??
      (wanted.status === 'trash' ? null : grouped(said, wanted, context));
    if (pointed !== null) return pointed;
  }
  const several = isData ? null : listed(bare, wanted, context);
  if (several !== null && several.kind === 'tasks') return several;
  const one = byTitle(bare, wanted, context);
  if (one.kind !== 'none') return one;
  // What is near to `everything but …` is what was to be left alone.
  const isGroup = isAmong(context.words.allWords, said.pieces[0]?.folded ?? '');
  return several ?? (isGroup ? { ...one, nearest: [] } : one);
}

function grouped(said: Utterance, wanted: Wanted, context: PocketContext): Resolved | null {
  return remaining(said, context) ?? group(said, context) ?? titled(said, wanted, context);
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

/** The task, or the several, that are called just so; null when none is. */
export function exactly(text: string, { status }: Wanted, context: PocketContext): Resolved | null {
  const key = titleKey(text);
  for (const pool of status === 'trash'
    ? ['trash']
    : status === 'completed'
      ? ['completed', 'open']
      : ['open', 'completed']) {
    // A search for its words finds it among any number, and most of what is said is no title.
    const found = foundByWords({ status: pool }, key, context);
    const tasks = found.filter(({ title }) => titleKey(title) === key);
    if (tasks.length === 1) return { kind: 'tasks', tasks, isGroup: false, how: 'exact' };
    if (tasks.length > 1) return { kind: 'several', candidates: tasks };
  }
  return null;
}

function pools(status: Wanted['status'], title: string, context: PocketContext): (() => ToolTask[])[] {
  const open = () => openTasks(context, title);
  const completed = () => completedTasks(context, title);
  if (status === 'trash') return [() => foundBy({ status }, context)];
  return status === 'completed' ? [completed, open] : [open, completed];
}

function pronoun(said: Utterance, { status }: Wanted, context: PocketContext): Resolved | null {
  const { words, dialogue, memory } = context;
  const line = lineOf(said).trim();
  const isOne = isAmong(words.pronouns.one, line);
  const isBoth = isAmong(words.pronouns.both, line);
  if (!isOne && !isBoth && !isAmong(words.pronouns.several, line)) return null;
  const { shown } = dialogue;
  const touched = memory.spoken.length > 0 ? memory.spoken.map((id) => ({ id })) : dialogue.touched;
  // `the chairs` may be one task.
  const many = touched.length > 1 || shown.length === 0 ? touched : shown;
  const meant = isOne ? (touched.length > 0 ? touched : shown.length === 1 ? shown : []) : many;
  const tasks = tasksById(
    meant.map(({ id }) => id),
    context,
    status === 'trash',
  );
  if (tasks.length === 0 || (isBoth && tasks.length !== 2)) return { kind: 'nothing' };
  if (isOne && tasks.length > 1) return { kind: 'several', candidates: tasks };
  return { kind: 'tasks', tasks, isGroup: false, how: 'pronoun' };
}

/** `the other one`, `the rest`: of what it was asked about or of the last list, what was not spoken of. */
function other(said: Utterance, context: PocketContext): Resolved | null {
  const { words, dialogue, memory } = context;
  const line = lineOf(said).trim();
  const isRest = isAmong(words.pronouns.rest, line);
  if (!isRest && !isAmong(words.pronouns.other, line)) return null;
  const spoken = new Set([...(memory.last?.tasks ?? []), ...dialogue.touched.map(({ id }) => id)]);
  const asked = memory.last?.others ?? [];
  const left = asked.length > 0 ? asked : dialogue.shown.map(({ id }) => id).filter((id) => !spoken.has(id));
  const shown = tasksById(left, context);
  const tasks = shown.length > 0 || isRest ? shown : likest(spoken, context);
  if (tasks.length === 0 || (!isRest && spoken.size === 0)) return { kind: 'nothing' };
  if (isRest || tasks.length === 1) return { kind: 'tasks', tasks, isGroup: isRest, how: 'pronoun' };
  return { kind: 'several', candidates: tasks };
}

/** `complete call grandma`, `no, the other one`: where nothing was asked or listed, those that are called most like it. */
function likest(spoken: ReadonlySet<string>, context: PocketContext): readonly ToolTask[] {
  const [only, ...more] = tasksById([...spoken], context);
  if (only === undefined || more.length > 0) return [];
  const others = openTasks(context).filter(({ id }) => id !== only.id);
  return sharingMost(only.title, others, context.words);
}

/** `everything but the milk`. What is left out has to be found: otherwise it would be among those that are changed. */
function remaining(said: Utterance, context: PocketContext): Resolved | null {
  for (const pattern of context.words.remaining) {
    for (const { all, left } of matcherOf(pattern).matches(said)) {
      if (all === undefined || left === undefined) continue;
      const isPlace = readPlaces(left, context) !== null;
      const whole = () => pronoun(all, OPEN, context) ?? group(all, context) ?? titled(all, OPEN, context);
      const from = isPlace && isAll(all, context) ? shownTasks(context) : whole();
      if (from?.kind !== 'tasks' || (!isPlace && group(said, context) !== null)) continue;
      const out = resolve(left, { status: 'any' }, context);
      if (out.kind === 'none') return { ...out, nearest: [] };
      if (out.kind !== 'tasks' && out.kind !== 'several') return out;
      const ids = new Set((out.kind === 'tasks' ? out.tasks : out.candidates).map(({ id }) => id));
      return { ...from, tasks: from.tasks.filter(({ id }) => !ids.has(id)), isGroup: true, how: 'group' };
    }
  }
  return null;
}

/** `both invoices`, `all the reports`. */
function titled(said: Utterance, { status }: Wanted, context: PocketContext): Resolved | null {
  const { everyTitled, bothTitled } = context.words;
  for (const [patterns, isBoth] of [
    [everyTitled, false],
    [bothTitled, true],
  ] as const) {
    for (const { title } of patterns.flatMap((pattern) => matcherOf(pattern).matches(said))) {
      const bare = title && withoutArticle(title, context);
      const named =
        bare && pools(status, unquoted(bare), context)[0]?.().filter((task) => isTitled(task, bare, context));
      // `both car tasks` are those of a tag as well.
      const tagged = isBoth && title ? group(title, context) : null;
      const tasks = [named, tagged?.kind === 'tasks' ? tagged.tasks : undefined].find((each) =>
        isBoth ? each?.length === 2 : each && each.length > 0,
      );
      if (tasks) return { kind: 'tasks', tasks, isGroup: true, how: 'group' };
    }
  }
  return null;
}

function isTitled(task: ToolTask, title: Utterance, { words }: PocketContext): boolean {
  return allFitting(unquoted(title), [task], words).length > 0;
}

function isAll(said: Utterance, { words }: PocketContext): boolean {
  const line = lineOf(said).trim();
  return isAmong(words.allWords, line) || isAmong(words.pronouns.several, line);
}

function shownTasks(context: PocketContext): Resolved {
  const ids = context.dialogue.shown.map(({ id }) => id);
  return { kind: 'tasks', tasks: tasksById(ids, context), isGroup: true, how: 'group' };
}

function place(said: Utterance, { status }: Wanted, context: PocketContext): Resolved | null {
  const places = readPlaces(said, context);
  if (places === null) return null;
  const { shown } = context.dialogue;
  const meant = atPlaces(places, shown);
  if (meant === null) return { kind: 'noSuchPlace', shown: shown.length };
  const tasks = tasksById(
    meant.map(({ id }) => id),
    context,
    status === 'trash',
  );
  return tasks.length === 0 ? { kind: 'nothing' } : { kind: 'tasks', tasks, isGroup: false, how: 'place' };
}

/** `everything tagged old`; null when the words are not only conditions. */
function group(said: Utterance, context: PocketContext): Resolved | null {
  if (said.pieces.length > 0 && said.pieces.every(({ folded }) => tagSign(folded))) {
    return { kind: 'tasks', tasks: tasksOf(readFilter(said, context), context), isGroup: true, how: 'group' };
  }
  for (const pattern of context.words.groups) {
    for (const slots of matcherOf(pattern).matches(said)) {
      // `pets tasks`: the word behind it says that it is a tag.
      const [first] = slots.filter?.pieces ?? [];
      const filter = first
        ? readFilter(slice(said, said.pieces.indexOf(first), said.pieces.length), context)
        : NO_FILTER;
      if (filter.rest.length > 0 || filter.isVague || (slots.filter && filter.terms.length === 0)) continue;
      return { kind: 'tasks', tasks: tasksOf(filter, context), isGroup: true, how: 'group' };
    }
  }
  return null;
}

/** `delete #old`: a tag by its sign means everything that has it. */
function tagSign(word: string): boolean {
  return word.startsWith('#') && tagOf(word) !== null;
}

export function tasksOf(filter: Filter, context: PocketContext): ToolTask[] {
  return foundBy({ query: queryOf(filter.terms) }, context);
}

function byTitle(said: Utterance, wanted: Wanted, context: PocketContext): Resolved {
  const { words, dialogue } = context;
  const text = unquoted(said);
  const all: ToolTask[] = [];
  for (const pool of pools(wanted.status, text, context)) {
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
  const isBoth = isAmong(context.words.pronouns.both, said.pieces[0]?.folded ?? '');
  const parts = partsOf(isBoth ? slice(said, 1, said.pieces.length) : said, context);
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
