import type { z } from 'zod';
import { planned } from '#core/tools/commands/planned.ts';
import type { listsTool } from '#core/tools/lists.ts';
import type { CompiledChange } from './bound-tool.ts';
import type { ToolContext } from './tool-context.ts';

export async function compileLists(
  { create, rename, archive, unarchive, remove }: z.output<typeof listsTool.input>,
  { effects }: ToolContext,
): Promise<CompiledChange> {
  return {
    commands: [
      ...create.map((name, at) =>
        planned(`/create/${at}`, { type: 'list.create', listId: effects.newId('list'), name }),
      ),
      ...rename.map(({ id, name }, at) => planned(`/rename/${at}`, { type: 'list.rename', listId: id, name })),
      ...archive.map((listId, at) => planned(`/archive/${at}`, { type: 'list.archive', listId })),
      ...unarchive.map((listId, at) => planned(`/unarchive/${at}`, { type: 'list.unarchive', listId })),
      ...remove.map((listId, at) => planned(`/remove/${at}`, { type: 'list.delete', listId })),
    ],
  };
}
