import type { z } from 'zod';
import { TaskQuerySchema } from '#core/query/task-query.ts';
import type { searchTool } from '#core/tools/search.ts';
import type { ToolContext } from './tool-context.ts';

export async function searchTasks(
  { query }: z.output<typeof searchTool.input>,
  { user }: ToolContext,
): Promise<z.output<typeof searchTool.output>> {
  const { tasks } = await user.listTasks(TaskQuerySchema.parse({ search: query, status: 'any', sort: 'updated' }));
  return { results: tasks.map(({ id, title }) => ({ id, title, url: taskPath(id) })) };
}

/** Where a person looks at a task, on this deployment. */
export function taskPath(taskId: string): string {
  return `/all?task=${taskId}`;
}
