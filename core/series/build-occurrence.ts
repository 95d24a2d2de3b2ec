import { isListOpen, subtasksOf, type World } from '../command/world.ts';
import { deriveId } from '../derive-id.ts';
import { INBOX_ID } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { TaskEvent } from '../log/event.ts';
import { reminderSet } from '../reminder/reminder.ts';
import type { Due } from '../task/due.ts';
import type { Task } from '../task/task.ts';
import { daysBetween } from '../time/local.ts';
import type { Series } from './series.ts';
import { dueOfSlot, shiftDue } from './slot-due.ts';

/** A task with its subtasks. */
export interface Family {
  task: Task;
  subtasks: Task[];
}

/** The newest occurrence of a series with the subtasks that are with it, in the trash too; null when it is gone. */
export function currentFamily({ current }: Series, world: World): Family | null {
  return familyOf(current.taskId, world);
}

/** The same while it is open and not in the trash. */
export function openFamily(series: Series, world: World): Family | null {
  const family = currentFamily(series, world);
  return family?.task.status === 'open' && family.task.deletedAt === null ? family : null;
}

export function familyOf(taskId: string, world: World): Family | null {
  const task = world.tasks.get(taskId);
  if (!task) return null;
  return { task, subtasks: subtasksOf(world, task.id).filter(({ deletedAt }) => deletedAt === task.deletedAt) };
}

/**
 * The occurrence of a slot: what the newest one says, open again, its subtasks too, with the reminders that hang on the
 * due. Dues of subtasks keep their distance. What was changed for the newest one alone is left aside.
 *
 * Its id is made of the series, its version and the slot: two devices that make it from the same state make the same.
 *
 * @param due where it is to be another than the slot says
 */
export function buildOccurrence(
  { task, subtasks }: Family,
  series: Series,
  slot: string,
  world: World,
  now: Instant,
  due: Due = dueOfSlot(slot, series.zone),
): Family {
  const id = deriveId('task', series.id, String(series.version), slot);
  const listId = task.deletedAt === null || isListOpen(world, task.listId) ? task.listId : INBOX_ID;
  const days = daysBetween(series.current.slot, slot);
  const fresh = {
    status: 'open',
    version: 1,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    deletedAt: null,
  } as const;
  const next: Task = {
    ...task,
    ...series.aside,
    ...fresh,
    id,
    listId,
    due,
    reminders: rearmed(task, id),
    series: { id: series.id, slot },
  };
  return {
    task: next,
    subtasks: subtasks.map((subtask) => {
      const subtaskId = deriveId('task', id, subtask.id);
      const shifted = subtask.due && shiftDue(subtask.due, days);
      const reminders = rearmed(subtask, subtaskId);
      return { ...subtask, ...fresh, id: subtaskId, parentId: id, listId, due: shifted, reminders };
    }),
  };
}

/** The events that make it. */
export function createFamily({ task, subtasks }: Family): TaskEvent[] {
  return [task, ...subtasks].map((after) => ({ kind: 'task', type: 'task.created', after, before: null }));
}

/** Reminders at a time of their own were about the occurrence before. */
function rearmed({ reminders }: Task, taskId: string): Task['reminders'] {
  return reminderSet(
    reminders
      .filter(({ when }) => when.kind === 'before')
      .map((reminder) => ({ ...reminder, id: deriveId('reminder', taskId, reminder.id), ringAt: null })),
  );
}
