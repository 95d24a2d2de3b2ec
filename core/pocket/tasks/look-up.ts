import { findTool } from '../../tools/find.ts';
import { getTool } from '../../tools/get.ts';
import type { ToolTask, WholeToolTask } from '../../tools/tool-task.ts';
import type { PocketContext } from '../pocket-context.ts';

/** So many pages of so many tasks are looked through for a title. */
const MAX_LOOKED = 100;
const PAGES = 5;

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

export function openTasks(context: PocketContext): ToolTask[] {
  return foundBy({ status: 'open' }, context);
}

/** Completed ones, the newest first. */
export function completedTasks(context: PocketContext): ToolTask[] {
  return foundBy({ status: 'completed', sort: 'completed', order: 'desc' }, context);
}

/** Tasks by id, in their order; what is gone is left out. */
export function tasksById(ids: readonly string[], context: PocketContext): WholeToolTask[] {
  if (ids.length === 0) return [];
  const output = context.look({ tool: 'get', input: { ids: [...ids].slice(0, 50) } });
  return output === null ? [] : getTool.output.parse(output).tasks.filter(({ deletedAt }) => deletedAt === null);
}
