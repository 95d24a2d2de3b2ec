import type { CompiledChange } from './bound-tool.ts';
import { planned } from './planned.ts';

type OnTask = 'task.complete' | 'task.reopen' | 'task.delete' | 'task.restore';

/** The same for each of several tasks, in the order they were named, each once. */
export function compileIds(type: OnTask) {
  return async ({ ids }: { ids: string[] }): Promise<CompiledChange> => ({
    commands: ids.flatMap((taskId, at) => {
      return ids.indexOf(taskId) === at ? [planned(`/ids/${at}`, { type, taskId })] : [];
    }),
  });
}
