import type { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { PlannedCommand } from '../../plan/plan.ts';
import type { Due } from '../../task/due.ts';
import { shiftDue } from '../../task/shift-due.ts';
import type { Task } from '../../task/task.ts';
import type { rescheduleTool } from '../reschedule.ts';
import { planned } from './planned.ts';

type Item = z.output<typeof rescheduleTool.input>['tasks'][number];

/**
 * What moves by so much is worked out here, so that a plan says when it will be due and not how far it will move.
 *
 * @throws AppError when one cannot be moved so
 */
export function rescheduleCommands(found: readonly { item: Item; task: Task; pointer: string }[]): PlannedCommand[] {
  return found.map(({ item, task, pointer }) => {
    const due = dueOf(item, task, pointer);
    return planned(pointer, { type: 'task.update', taskId: task.id, patch: { due }, scope: 'this' });
  });
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
