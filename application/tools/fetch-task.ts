import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import type { Due } from '#core/task/due.ts';
import type { fetchTool } from '#core/tools/fetch.ts';
import { getTasks } from './get-tasks.ts';
import { taskPath } from './search-tasks.ts';
import type { ToolContext } from './tool-context.ts';

/** @throws AppError `not_found` */
export async function fetchTask(
  { id }: z.output<typeof fetchTool.input>,
  ctx: ToolContext,
): Promise<z.output<typeof fetchTool.output>> {
  const [task] = (await getTasks({ ids: [id] }, ctx)).tasks;
  if (!task) throw new AppError('not_found', `There is no task ${id}.`);
  const subtasks = task.subtasks.map(({ title, status }) => `- [${status === 'completed' ? 'x' : ' '}] ${title}`);
  return {
    id,
    title: task.title,
    text: [task.title, task.notes, subtasks.join('\n')].filter((part) => part !== '').join('\n\n'),
    url: taskPath(id),
    metadata: {
      status: task.status,
      priority: task.priority,
      list: task.list.name,
      ...(task.tags.length > 0 && { tags: task.tags.join(', ') }),
      ...(task.due && { due: dueText(task.due) }),
      ...(task.repeat && { repeats: task.repeat.text }),
    },
  };
}

function dueText(due: Due): string {
  if (due.kind === 'date') return due.date;
  return due.kind === 'fixed' ? `${due.local} ${due.zone}` : due.local;
}
