import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import type { Due } from '#core/task/due.ts';
import { shiftDue } from '#core/task/shift-due.ts';
import type { Task } from '#core/task/task.ts';
import type { rescheduleTool } from '#core/tools/reschedule.ts';
import type { CompiledChange } from './bound-tool.ts';
import { planned } from './planned.ts';
import { requireTasks } from './require-tasks.ts';
import type { ToolContext } from './tool-context.ts';

type Item = z.output<typeof rescheduleTool.input>['tasks'][number];

/** What moves by so much is worked out here, so that a plan says when it will be due and not how far it will move. */
export async function compileReschedule(
  { tasks }: z.output<typeof rescheduleTool.input>,
  ctx: ToolContext,
): Promise<CompiledChange> {
  const found = await requireTasks(ctx, tasks, 'tasks');
  return {
    commands: found.map(({ item, task, pointer }) => {
      const due = dueOf(item, task, pointer);
      return planned(pointer, { type: 'task.update', taskId: task.id, patch: { due }, scope: 'this' });
    }),
  };
}

function dueOf(item: Item, task: Task, pointer: string): Due | null {
  if ('due' in item) return item.due === 'none' ? null : item.due;
  const path = `${pointer}/by`;
  if (task.due === null) {
    throw refused('invalid_state', `“${task.title}” has no due date to move.`, path);
  }
  const due = shiftDue(task.due, item.by);
  if (due === null) {
    throw refused(
      'validation_failed',
      `“${task.title}” cannot be moved so far, or is due on a day without a time.`,
      path,
    );
  }
  return due;
}

function refused(code: 'invalid_state' | 'validation_failed', detail: string, path: string): AppError {
  return new AppError(code, `${detail} Nothing was changed.`, { errors: [{ path, message: detail }] });
}
