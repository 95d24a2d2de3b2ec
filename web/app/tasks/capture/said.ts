import { findListByName } from '#core/capture/captured-lists.ts';
import type { CapturedTask } from '#core/capture/captured-task.ts';
import type { Capture } from '#core/language/capture.ts';
import type { ReminderWhen } from '#core/reminder/reminder.ts';
import type { Due } from '#core/task/due.ts';
import type { Priority } from '#core/task/task.ts';
import type { RepeatValue } from '../../repeat/repeat-value.ts';

/** What a line says of its task besides the title. What it leaves open is undefined. */
export interface SaidBesides {
  due?: Due;
  repeat?: RepeatValue;
  reminders?: readonly ReminderWhen[];
  priority?: Priority;
  tags: readonly string[];
  listId?: string;
  /** A list that is named and does not exist. */
  newList?: string;
}

/** What a line says of its task. */
export interface Said extends SaidBesides {
  title: string;
}

/** A line whose words all stay words. */
export function plainlySaid(text: string): Said {
  return { title: text.trim(), tags: [] };
}

export function saidBy(
  capture: Capture,
  task: CapturedTask,
  lists: readonly { id: string; name: string; archivedAt: string | null }[],
): Said {
  const { due, recurrence, reminders, priority } = task;
  const list = capture.list === null ? null : findListByName(capture.list, lists);
  return {
    title: task.title,
    tags: task.tags,
    ...(due && { due }),
    ...(recurrence && { repeat: recurrence }),
    ...(reminders && { reminders: reminders.map(({ when }) => when) }),
    ...(priority !== 'none' && { priority }),
    ...(list && { listId: list.id }),
    ...(capture.list !== null && !list && { newList: capture.list }),
  };
}
