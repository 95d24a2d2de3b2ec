import type { z } from 'zod';
import type { addTool } from '#core/tools/add.ts';
import { addCommands } from '#core/tools/commands/add-commands.ts';
import type { CompiledChange } from './bound-tool.ts';
import { compileText } from './compile-text.ts';
import type { ToolContext } from './tool-context.ts';

/** A task and its subtasks, as tasks to create, in this order. */
export async function compileAdd(
  { tasks = [], text }: z.output<typeof addTool.input>,
  ctx: ToolContext,
): Promise<CompiledChange> {
  if (text !== undefined) return await compileText(text, ctx);
  return { commands: addCommands(tasks, ctx.effects) };
}
