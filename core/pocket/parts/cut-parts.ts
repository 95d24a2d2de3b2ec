import type { Priority } from '../../task/task.ts';
import { tagOf } from '../phrases/read-condition.ts';
import { readWhen } from '../phrases/read-due.ts';
import { readAmount, readPhrase } from '../phrases/read-phrase.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { Cue } from '../pocket-locale.ts';
import { completedTasks, openTasks } from '../tasks/look-up.ts';
import { readPlaces } from '../tasks/read-places.ts';
import { titleKey } from '../tasks/title-words.ts';
import { isMark, lineOf, slice, textOf, type Utterance, utteranceOf } from '../text/pieces.ts';
import { isAmong, standsFor } from '../text/word-set.ts';

/** Words that are something by themselves, as they were said. */
export type Given =
  | { readonly kind: 'when' | 'rule' | 'lead' | 'amount'; readonly text: string }
  | { readonly kind: 'level'; readonly level: Priority }
  | { readonly kind: 'tag'; readonly text: string };

/** A sentence taken apart, whatever its order: every word of it is in one of these, or says nothing. */
export interface Parts {
  readonly cues: ReadonlySet<Cue>;
  readonly given: readonly Given[];
  /** The words that are nothing else, and so must name a task. */
  readonly named: Utterance;
  /** `it`, `the second one`. */
  readonly pointer: Utterance | null;
}

/** No phrase of them is longer, in pieces. */
const MAX_PHRASE = 9;
const MAX_CUE = 4;
const MAX_TITLE = 20;

/** Whether any word of a sentence says something by itself: otherwise there is nothing to take it apart for. */
export function hasCue(said: Utterance, context: PocketContext): boolean {
  return said.pieces.some(
    ({ folded }, at) => standsFor(context.words.levels, folded) !== null || cueAt(said, at, context) !== null,
  );
}

/** Takes a sentence apart from left to right, the longest words for something first. */
export function cutParts(said: Utterance, context: PocketContext): Parts {
  const cues = new Set<Cue>();
  const given: Given[] = [];
  const named: string[] = [];
  let pointer: Utterance | null = null;
  const { words } = context;
  const { pieces } = said;
  const titles = titlesOf(context);
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at];
    if (piece === undefined) break;
    const title = titleAt(said, at, titles, context);
    if (isMark(piece)) at += 1;
    else if (piece.isQuoted || title > 0) {
      const count = Math.max(1, title);
      named.push(textOf(slice(said, at, at + count)));
      at += count;
    } else {
      const found = pointerAt(said, at, context) ?? givenAt(said, at, context) ?? cueAt(said, at, context);
      if (found === null) {
        const one = slice(said, at, at + 1);
        if (isAmong(words.pronouns.one, piece.folded) || isAmong(words.pronouns.several, piece.folded)) pointer ??= one;
        else if (!isSilent(piece.folded, context)) named.push(textOf(one));
        at += 1;
        continue;
      }
      if ('cue' in found) {
        cues.add(found.cue);
        const tags = found.cue === 'tag' ? tagsBehind(said, at + found.count, titles, context) : [];
        given.push(...tags.map(({ text }): Given => ({ kind: 'tag', text })));
        at += tags.at(-1)?.end ?? 0;
      } else if ('pointer' in found) pointer = found.pointer;
      else given.push(found.given);
      at += found.count;
    }
  }
  return { cues, given, named: utteranceOf(named.join(' ')), pointer };
}

/** What the tasks are called, as they are compared, and every word of it. */
interface Titles {
  readonly keys: readonly string[];
  readonly words: ReadonlySet<string>;
}

function titlesOf(context: PocketContext): Titles {
  const keys = [...openTasks(context), ...completedTasks(context)].map(({ title }) => titleKey(title));
  return { keys: keys.map((key) => ` ${key} `), words: new Set(keys.flatMap((key) => key.split(' '))) };
}

/** How many pieces from there stand just so in what a task is called: `the quarterly report` is about no quarter. */
function titleAt(said: Utterance, at: number, titles: Titles, { words }: PocketContext): number {
  const isIn = (place: number) =>
    titleKey(textOf(slice(said, place, place + 1)))
      .split(' ')
      .every((word) => titles.words.has(word));
  let end = at;
  while (end < Math.min(said.pieces.length, at + MAX_TITLE) && isIn(end)) end += 1;
  for (; end > at; end -= 1) {
    const key = titleKey(textOf(slice(said, at, end)));
    const isTelling = key
      .split(' ')
      .some((word) => !isAmong(words.smallWords, word) && !isAmong(words.cues.neutral, word));
    if (key === '' || !isTelling) continue;
    const isPart = key.includes(' ') && titles.keys.some((title) => title.includes(` ${key} `));
    if (isPart || titles.keys.includes(` ${key} `)) return end - at;
  }
  return 0;
}

function givenAt(said: Utterance, at: number, context: PocketContext): { given: Given; count: number } | null {
  const { words } = context;
  const first = said.pieces[at]?.folded ?? '';
  if (first.startsWith('#') && first.length > 1) return { given: { kind: 'tag', text: first }, count: 1 };
  for (let count = Math.min(MAX_PHRASE, said.pieces.length - at); count > 0; count -= 1) {
    const part = slice(said, at, at + count);
    if (part.pieces.length === 0 || part.pieces[0] !== said.pieces[at]) continue;
    const given = givenBy(part, context);
    if (given !== null) return { given, count };
    const level = standsFor(words.levels, lineOf(part).trim());
    if (level !== null) return { given: { kind: 'level', level }, count };
  }
  return null;
}

function givenBy(part: Utterance, context: PocketContext): Given | null {
  const { words } = context;
  const text = textOf(part);
  const last = part.pieces.at(-1)?.folded ?? '';
  for (let count = 1; count <= 2; count += 1) {
    const end = slice(part, part.pieces.length - count, part.pieces.length);
    const start = slice(part, 0, part.pieces.length - count);
    const isLead = isAmong(words.cues.lead, lineOf(end).trim());
    if (isLead && readAmount(textOf(start), context) !== null) return { kind: 'lead', text: textOf(start) };
  }
  if (isAmong(words.toDate, last)) return null;
  const phrase = readPhrase(text, context);
  if (phrase?.meant.recurrence) return { kind: 'rule', text };
  if (readWhen(text, context) !== null) return { kind: 'when', text };
  return readAmount(text, context) === null ? null : { kind: 'amount', text };
}

function cueAt(said: Utterance, at: number, { words }: PocketContext): { cue: Cue; count: number } | null {
  for (let count = Math.min(MAX_CUE, said.pieces.length - at); count > 0; count -= 1) {
    const part = slice(said, at, at + count);
    if (part.pieces.length < count) continue;
    const line = lineOf(part).trim();
    const cue = (at === 0 ? standsFor(words.cues.orders, line) : null) ?? standsFor(words.cues.words, line);
    // `must be at the gym friday` is a new thing to do: what has to be so is said of something.
    if (cue !== null) return { cue: at === 0 && cue === 'ought' ? 'limit' : cue, count };
  }
  return null;
}

/** `the second one` of a list. */
function pointerAt(said: Utterance, at: number, context: PocketContext): { pointer: Utterance; count: number } | null {
  for (let count = Math.min(MAX_CUE, said.pieces.length - at); count > 0; count -= 1) {
    const pointer = slice(said, at, at + count);
    // `the first` alone may be a day.
    const isNoun = isAmong(context.words.nouns, pointer.pieces.at(-1)?.folded ?? '');
    if (isNoun && pointer.pieces.length === count && readPlaces(pointer, context) !== null) return { pointer, count };
  }
  return null;
}

/** `the label flat`, `with garage and weekend`: words behind the word for a tag, up to one that leads on. */
function tagsBehind(
  said: Utterance,
  from: number,
  titles: Titles,
  context: PocketContext,
): { text: string; end: number }[] {
  const { words } = context;
  const tags: { text: string; end: number }[] = [];
  for (let at = from; at < said.pieces.length; at += 1) {
    const { folded = '', isQuoted = false } = said.pieces[at] ?? {};
    if (isAmong(words.itemJoints, folded) || (tags.length === 0 && isAmong(words.cues.toTag, folded))) continue;
    const isTag =
      !isQuoted && !isSilent(folded, context) && titleAt(said, at, titles, context) === 0 && tagOf(folded) !== null;
    const isNext = tags.length === 0 || isAmong(words.itemJoints, said.pieces[at - 1]?.folded ?? '');
    if (!isTag || !isNext || cueAt(said, at, context) !== null || isAmong(words.noTags, folded)) break;
    tags.push({ text: folded, end: at + 1 - from });
  }
  return tags;
}

function isSilent(word: string, { words }: PocketContext): boolean {
  return (
    isAmong(words.cues.neutral, word) ||
    isAmong(words.articles, word) ||
    isAmong(words.nouns, word) ||
    isAmong(words.fillers, word)
  );
}
