import type { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { NewId } from '../../ids.ts';
import type { PlannedCommand } from '../../plan/plan.ts';
import type { addTool } from '../add.ts';
import { triggerOf, whenOf } from '../fields.ts';
import { MAX_IDS } from '../tool.ts';
import { planned } from './planned.ts';

type Added = NonNullable<z.output<typeof addTool.input>['tasks']>[number];
type Content = Pick<Added, 'title' | 'notes' | 'priority' | 'tags' | 'due' | 'reminders'>;

/** Tasks and their subtasks, as tasks to create, in this order. */
export function addCommands(tasks: readonly Added[], effects: { newId: NewId }): PlannedCommand[] {
  const count = tasks.reduce((sum, { subtasks = [] }) => sum + 1 + subtasks.length, 0);
  if (count > MAX_IDS) {
    throw new AppError(
      'limit_reached',
      `One call adds at most ${MAX_IDS} tasks, subtasks included; this has ${count}.`,
    );
  }
  const content = ({ title, notes, priority, tags, due, reminders }: Content) => ({
    title,
    ...(notes !== undefined && { notes }),
    ...(priority !== undefined && { priority }),
    ...(tags !== undefined && { tags }),
    ...(due !== undefined && { due }),
    ...(reminders !== undefined && {
      reminders: reminders.map((reminder) => ({
        reminderId: effects.newId('reminder'),
        when: whenOf(reminder),
        ...(reminder.channels !== undefined && { channels: reminder.channels }),
      })),
    }),
  });
  return tasks.flatMap((task, at) => {
    const taskId = effects.newId('task');
    const { repeat, list, parent, subtasks = [] } = task;
    const recurrence = repeat && { seriesId: effects.newId('series'), rule: repeat.rule, trigger: triggerOf(repeat) };
    return [
      planned(`/tasks/${at}`, {
        type: 'task.create',
        taskId,
        ...content(task),
        ...(list !== undefined && { listId: list }),
        ...(parent !== undefined && { parentId: parent }),
        ...(recurrence !== undefined && { recurrence }),
      }),
      ...subtasks.map((subtask, n) => {
        const pointer = `/tasks/${at}/subtasks/${n}`;
        return planned(pointer, {
          type: 'task.create',
          taskId: effects.newId('task'),
          parentId: taskId,
          ...content(subtask),
        });
      }),
    ];
  });
}
