import type { z } from 'zod';
import { repeatCommands } from '#core/tools/commands/repeat-commands.ts';
import type { repeatTool } from '#core/tools/repeat.ts';
import { findSeriesByIds } from '../db/queries/find-series.ts';
import type { CompiledChange } from './bound-tool.ts';
import { requireTasks } from './require-tasks.ts';
import type { ToolContext } from './tool-context.ts';

export async function compileRepeat(
  { tasks }: z.output<typeof repeatTool.input>,
  ctx: ToolContext,
): Promise<CompiledChange> {
  const found = await requireTasks(ctx, tasks, 'tasks');
  const ids = found.flatMap(({ task }) => task.series?.id ?? []);
  const all = await findSeriesByIds(ctx.db, ctx.caller.userId, ids);
  return { commands: repeatCommands(found, all, ctx.effects) };
}
