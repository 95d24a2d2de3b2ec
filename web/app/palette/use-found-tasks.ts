import { useEffect, useState } from 'react';
import { TaskPageSchema } from '#core/query/task-query.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import type { Task } from '#core/task/task.ts';

const DELAY_MS = 120;
const MAX_FOUND = 8;
const NONE: readonly Task[] = [];

/** Tasks that a text finds, as a search would. While the next ones are asked for, the last ones stay. */
export function useFoundTasks(text: string): { tasks: readonly Task[]; isSearching: boolean } {
  const sought = text.trim();
  const isQuery = sought !== '' && parseQuery(sought).problem === null;
  const [found, setFound] = useState({ sought: '', tasks: NONE });
  useEffect(() => {
    if (!isQuery) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void findTasks(sought, controller.signal).then((tasks) => {
        if (!controller.signal.aborted) setFound({ sought, tasks });
      });
    }, DELAY_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [sought, isQuery]);
  return { tasks: isQuery ? found.tasks : NONE, isSearching: isQuery && found.sought !== sought };
}

/** Without a network, or a server that is well, nothing is found; what is known here still is. */
async function findTasks(query: string, signal: AbortSignal): Promise<readonly Task[]> {
  const params = new URLSearchParams({ q: query, per_page: String(MAX_FOUND) });
  try {
    const response = await fetch(`/api/v1/tasks?${params}`, { signal, headers: { accept: 'application/json' } });
    return TaskPageSchema.safeParse(await response.json()).data?.tasks ?? NONE;
  } catch {
    return NONE;
  }
}
