import type { z } from 'zod';
import type { updateTool } from '#core/tools/update.ts';
import type { CompiledChange } from './bound-tool.ts';
import { planned } from './planned.ts';

export async function compileUpdate({ tasks }: z.output<typeof updateTool.input>): Promise<CompiledChange> {
  const commands = tasks.flatMap((task, at) => {
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
  return { commands };
}
