import type { z } from 'zod';
import { rescheduleCommands } from '#core/tools/commands/reschedule-commands.ts';
import type { rescheduleTool } from '#core/tools/reschedule.ts';
import type { CompiledChange } from './bound-tool.ts';
import { requireTasks } from './require-tasks.ts';
import type { ToolContext } from './tool-context.ts';

/** What moves by so much is worked out here, so that a plan says when it will be due and not how far it will move. */
export async function compileReschedule(
  { tasks }: z.output<typeof rescheduleTool.input>,
  ctx: ToolContext,
): Promise<CompiledChange> {
  return { commands: rescheduleCommands(await requireTasks(ctx, tasks, 'tasks')) };
}
