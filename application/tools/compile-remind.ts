import type { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import { remindCommands } from '#core/tools/commands/remind-commands.ts';
import type { remindTool } from '#core/tools/remind.ts';
import type { CompiledChange } from './bound-tool.ts';
import { requireTasks } from './require-tasks.ts';
import type { ToolContext } from './tool-context.ts';

export async function compileRemind(
  { tasks }: z.output<typeof remindTool.input>,
  ctx: ToolContext,
): Promise<CompiledChange> {
  const found = await requireTasks(ctx, tasks, 'tasks');
  const settings = await ctx.user.getSettings();
  const nowMs = toEpochMs(ctx.effects.now());
  return { commands: found.flatMap((each) => remindCommands(each, { settings, nowMs, effects: ctx.effects })) };
}
