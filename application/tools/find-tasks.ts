import type { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import { type TaskQueryInput, TaskQuerySchema } from '#core/query/task-query.ts';
import { addDays, localDateAt } from '#core/time/local.ts';
import type { findTool } from '#core/tools/find.ts';
import { listNames, showPage } from './show-tasks.ts';
import type { ToolContext } from './tool-context.ts';

type Input = z.output<typeof findTool.input>;

export async function findTasksForTool(input: Input, ctx: ToolContext): Promise<z.output<typeof findTool.output>> {
  const { text, query: q, list, dueBefore, dueAfter, order, status, tags, priority, sort, page, limit } = input;
  const when: WhenQuery = input.when === undefined ? {} : whenQuery(input.when, await todayOf(ctx));
  const query = TaskQuerySchema.parse({
    tag: tags,
    priority,
    sort,
    page: String(page),
    per_page: String(limit),
    ...(text !== undefined && { search: text }),
    ...(q !== undefined && { q }),
    ...(status !== undefined && { status }),
    ...(list !== undefined && { list }),
    ...(order !== undefined && { order }),
    ...when,
    // Both bounds hold: of two of a kind the narrower one.
    ...bound('due_before', [dueBefore, when.due_before], (a, b) => a < b),
    ...bound('due_after', [dueAfter, when.due_after], (a, b) => a > b),
  });
  const [found, nameOf] = await Promise.all([ctx.user.listTasks(query), listNames(ctx.user)]);
  return {
    tasks: showPage(found, nameOf),
    total: found.total,
    page,
    hasMore: page * limit < found.total,
  };
}

async function todayOf({ user, effects }: ToolContext): Promise<string> {
  const { zone } = await user.getSettings();
  return localDateAt(toEpochMs(effects.now()), zone);
}

type WhenQuery = Pick<TaskQueryInput, 'overdue' | 'no_due'> & { due_before?: string; due_after?: string };

function bound(
  name: 'due_before' | 'due_after',
  bounds: readonly (string | undefined)[],
  isNarrower: (a: string, b: string) => boolean,
) {
  const [first, ...others] = bounds.filter((each) => each !== undefined);
  if (first === undefined) return {};
  return { [name]: others.reduce((kept, each) => (isNarrower(each, kept) ? each : kept), first) };
}

/** Whoever asks for today wants to hear what is overdue, too: models forget to ask a second time. */
function whenQuery(when: NonNullable<Input['when']>, today: string): WhenQuery {
  switch (when) {
    case 'today':
      return { due_before: addDays(today, 1) };
    case 'overdue':
      return { overdue: 'true' };
    case 'tomorrow':
      return { due_after: addDays(today, 1), due_before: addDays(today, 2) };
    case 'next_7_days':
      return { due_before: addDays(today, 7) };
    case 'undated':
      return { no_due: 'true' };
  }
}
