import type { z } from 'zod';
import { planned } from '#core/tools/commands/planned.ts';
import type { tagsTool } from '#core/tools/tags.ts';
import type { CompiledChange } from './bound-tool.ts';

export async function compileTags({
  create,
  rename,
  remove,
}: z.output<typeof tagsTool.input>): Promise<CompiledChange> {
  return {
    commands: [
      ...create.map((tag, at) => planned(`/create/${at}`, { type: 'tag.create', tag })),
      ...rename.map(({ from, to }, at) => planned(`/rename/${at}`, { type: 'tag.rename', tag: from, to })),
      ...remove.map((tag, at) => planned(`/remove/${at}`, { type: 'tag.delete', tag })),
    ],
  };
}
