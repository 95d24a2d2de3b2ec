import type { z } from 'zod';
import { updateCommands } from '#core/tools/commands/update-commands.ts';
import type { updateTool } from '#core/tools/update.ts';
import type { CompiledChange } from './bound-tool.ts';

export async function compileUpdate(input: z.output<typeof updateTool.input>): Promise<CompiledChange> {
  return { commands: updateCommands(input) };
}
