import type { z } from 'zod';
import type { PlannedCommand } from '../../plan/plan.ts';
import type { updateTool } from '../update.ts';
import { planned } from './planned.ts';

/** Changes of what tasks say and where they stand, as commands. */
export function updateCommands({ tasks }: z.output<typeof updateTool.input>): PlannedCommand[] {
  return tasks.flatMap((task, at) => {
    const { id: taskId, title, notes, priority, addTags = [], removeTags = [], list, parent, occurrences } = task;
    const pointer = `/tasks/${at}`;
    const patch = {
      ...(title !== undefined && { title }),
      ...(notes !== undefined && { notes }),
      ...(priority !== undefined && { priority }),
    };
    const place = {
      ...(list !== undefined && { listId: list }),
      ...(parent !== undefined && { parentId: parent === 'none' ? null : parent }),
    };
    return [
      planned(pointer, { type: 'task.update', taskId, patch, scope: occurrences }),
      ...(addTags.length + removeTags.length > 0
        ? [planned(pointer, { type: 'task.tag', taskId, add: addTags, remove: removeTags })]
        : []),
      ...(Object.keys(place).length > 0 ? [planned(pointer, { type: 'task.move', taskId, ...place })] : []),
    ];
  });
}
