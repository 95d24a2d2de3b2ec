import { editDistance, forgiven } from '../../text/edit-distance.ts';
import type { ToolTask } from '../../tools/tool-task.ts';
import type { PocketLocale } from '../pocket-locale.ts';
import { isAmong } from '../text/word-set.ts';
import { stemOf, tellingWords, titleKey, wordsOf } from './title-words.ts';

/** Tasks that words may mean, the best kind of fit only. */
export interface Fit {
  readonly tasks: readonly ToolTask[];
  readonly isExact: boolean;
  /** Only by forgiving wrong letters. */
  readonly isForgiven: boolean;
}

const NO_FIT: Fit = { tasks: [], isExact: false, isForgiven: false };

/** The tasks whose title has all the words, in any order and form; one that is called exactly so beats longer titles. */
export function fitOf(text: string, tasks: readonly ToolTask[], words: PocketLocale): Fit {
  const key = titleKey(text);
  if (key === '') return NO_FIT;
  const exact = tasks.filter(({ title }) => titleKey(title) === key);
  if (exact.length > 0) return { tasks: exact, isExact: true, isForgiven: false };
  const sought = tellingWords(text, words);
  // `the` is in many titles, and tells none of them.
  if (sought.every((word) => isAmong(words.smallWords, word))) return NO_FIT;
  const soughtKey = stemsOf(sought, words);
  for (const isForgiven of [false, true]) {
    const fitting = tasks.filter(({ title }) => hasAll(title, sought, words, isForgiven));
    if (fitting.length === 0) continue;
    const whole = fitting.filter(({ title }) => stemsOf(tellingWords(title, words), words).length === soughtKey.length);
    const isWhole = whole.length > 0;
    return { tasks: isWhole ? whole : fitting, isExact: isWhole && !isForgiven, isForgiven };
  }
  return NO_FIT;
}

/** All that have the words, whichever is called exactly so. */
export function allFitting(text: string, tasks: readonly ToolTask[], words: PocketLocale): ToolTask[] {
  const sought = tellingWords(text, words);
  return tasks.filter(({ title }) => hasAll(title, sought, words, false));
}

const MAX_NEAREST = 3;

/** Titles that share a word, for “no such task”: those that share most first. */
export function nearestTo(text: string, tasks: readonly ToolTask[], words: PocketLocale): ToolTask[] {
  return sharing(text, tasks, words)
    .slice(0, MAX_NEAREST)
    .map(({ task }) => task);
}

/** Those that share as many words as any does; none when none shares one. */
export function sharingMost(text: string, tasks: readonly ToolTask[], words: PocketLocale): ToolTask[] {
  const all = sharing(text, tasks, words);
  return all.filter(({ shared }) => shared === all[0]?.shared).map(({ task }) => task);
}

function sharing(text: string, tasks: readonly ToolTask[], words: PocketLocale) {
  const sought = tellingWords(text, words);
  return tasks
    .map((task) => ({ task, shared: sought.filter((word) => hasAll(task.title, [word], words, true)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
}

function stemsOf(all: readonly string[], words: PocketLocale): string[] {
  return [...new Set(all.map((word) => stemOf(word, words)))];
}

function hasAll(title: string, sought: readonly string[], words: PocketLocale, isForgiving: boolean): boolean {
  const has = wordsOf(title);
  const stems = has.map((word) => stemOf(word, words));
  return sought.every((word) => {
    if (stems.includes(stemOf(word, words))) return true;
    if (!isForgiving || /\p{N}/u.test(word)) return false;
    const max = forgiven(word.length);
    return max > 0 && has.some((each) => editDistance(word, each, max) <= max);
  });
}
