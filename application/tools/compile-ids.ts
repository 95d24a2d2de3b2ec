import { idsCommands, type OnTask } from '#core/tools/commands/ids-commands.ts';
import type { CompiledChange } from './bound-tool.ts';

/** The same for each of several tasks, in the order they were named, each once. */
export function compileIds(type: OnTask) {
  return async ({ ids }: { ids: string[] }): Promise<CompiledChange> => ({ commands: idsCommands(type, ids) });
}
