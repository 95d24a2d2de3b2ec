import { firstCharacters } from '../../text/first-characters.ts';
import { findTool } from '../../tools/find.ts';
import { getTool } from '../../tools/get.ts';
import type { ToolTask, WholeToolTask } from '../../tools/tool-task.ts';
import type { PocketContext } from '../pocket-context.ts';
import { stemOf, tellingWords } from './title-words.ts';

/** So many pages of so many tasks are looked through for a title. */
const MAX_LOOKED = 100;
const PAGES = 5;
/** So many characters of a title are searched for. */
const MAX_SOUGHT = 200;

/** Tasks by what they are: the reads that an utterance rests on. Empty while the answer is not there. */
export function foundBy(input: Record<string, string | number>, { look }: PocketContext): ToolTask[] {
  const pageOf = (page: number) => {
    const output = look({ tool: 'find', input: { ...input, limit: MAX_LOOKED, page } });
    return output === null ? null : findTool.output.parse(output);
  };
  const first = pageOf(1);
  if (first === null) return [];
  // All further pages at once: each round of looking is a way to the database.
  const pages = Math.min(PAGES, Math.ceil(first.total / MAX_LOOKED));
  const others = Array.from({ length: Math.max(0, pages - 1) }, (_, at) => pageOf(at + 2)?.tasks ?? []);
  return [...first.tasks, ...others.flat()];
}

/** Those of them that have all the words of a text, or of its beginning where it is too long to search for. */
export function foundByWords(input: Record<string, string>, text: string, context: PocketContext): ToolTask[] {
  return text === '' ? [] : foundBy({ ...input, text: firstCharacters(text, MAX_SOUGHT) }, context);
}

/** Open tasks; of more than are looked through, those that have all the words of a title are among them wherever they stand. */
export function openTasks(context: PocketContext, title = ''): ToolTask[] {
  return poolOf({ status: 'open' }, title, context);
}

/** Completed ones, the newest first. */
export function completedTasks(context: PocketContext, title = ''): ToolTask[] {
  return poolOf({ status: 'completed', sort: 'completed', order: 'desc' }, title, context);
}

function poolOf(input: Record<string, string>, title: string, context: PocketContext): ToolTask[] {
  const first = foundBy(input, context);
  if (first.length < MAX_LOOKED * PAGES) return first;
  const known = new Set(first.map(({ id }) => id));
  const others = foundByWords(input, soughtText(title, context), context);
  return [...first, ...others.filter(({ id }) => !known.has(id))];
}

/** What a search for a title is for: the words that tell it from others, without endings where the rest is a part of them. */
function soughtText(title: string, { words }: PocketContext): string {
  const parts = tellingWords(title, words).map((word) => {
    const stem = stemOf(word, words);
    return word.startsWith(stem) ? stem : word;
  });
  return parts.join(' ');
}

/** Tasks by id, in their order; what is gone is left out, or what is not, where the trash is meant. */
export function tasksById(ids: readonly string[], context: PocketContext, isInTrash = false): WholeToolTask[] {
  if (ids.length === 0) return [];
  const output = context.look({ tool: 'get', input: { ids: [...ids].slice(0, 50) } });
  return output === null
    ? []
    : getTool.output.parse(output).tasks.filter(({ deletedAt }) => (deletedAt !== null) === isInTrash);
}
