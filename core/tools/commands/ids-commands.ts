import type { PlannedCommand } from '../../plan/plan.ts';
import { planned } from './planned.ts';

export type OnTask = 'task.complete' | 'task.reopen' | 'task.delete' | 'task.restore';

/** The same for each of several tasks, in the order they were named, each once. */
export function idsCommands(type: OnTask, ids: readonly string[]): PlannedCommand[] {
  return ids.flatMap((taskId, at) => {
    return ids.indexOf(taskId) === at ? [planned(`/ids/${at}`, { type, taskId })] : [];
  });
}
