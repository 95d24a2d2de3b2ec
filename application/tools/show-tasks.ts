import type { TaskPage } from '#core/query/task-query.ts';
import type { ToolTask } from '#core/tools/tool-task.ts';
import { toolTask } from '#core/tools/tool-task.ts';
import type { UserServices } from '../services.ts';

/** The name of a list by its id; empty for one that is gone. */
export async function listNames(user: UserServices): Promise<(listId: string) => string> {
  const names = new Map((await user.listLists()).map(({ id, name }) => [id, name]));
  return (listId) => names.get(listId) ?? '';
}

/** A page of tasks as tools show them. */
export function showPage({ tasks, series }: TaskPage, nameOf: (listId: string) => string): ToolTask[] {
  const isLive = (seriesId: string) => series[seriesId] === 'active' || series[seriesId] === 'paused';
  return tasks.map((task) => toolTask(task, nameOf, isLive));
}
