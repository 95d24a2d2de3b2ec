import type { Capture, CapturedRecurrence } from '../language/capture.ts';
import { pinToStart } from '../recurrence/pin-to-start.ts';
import { rememberLast } from '../remember-last.ts';
import type { ReminderWhen } from '../reminder/reminder.ts';
import type { Trigger } from '../series/series.ts';
import type { Due } from '../task/due.ts';
import type { Priority } from '../task/task.ts';

/** What a line says of its task, as a command takes it. Its list is still a name, which is not in here. */
export interface CapturedTask {
  title: string;
  priority: Priority;
  tags: string[];
  due: Due | null;
  recurrence?: { rule: string; trigger: Trigger };
  /** Left out where the line names none: then the settings say whether there is one. */
  reminders?: { when: ReminderWhen }[];
}

const pinned = rememberLast(pinToStart, ({ rule, start }) => `${rule} ${start}`);

/** The task that a line asks for. */
export function capturedTask({ title, priority, tags, due, recurrence, reminders }: Capture): CapturedTask {
  return {
    title,
    priority,
    tags: [...tags],
    due,
    ...(recurrence && due && { recurrence: storedRecurrence(recurrence, due) }),
    ...(reminders.length > 0 && { reminders: reminders.map((when) => ({ when })) }),
  };
}

/** A rule as a series keeps it: "every month" from the 31st on means the last day of shorter months. */
export function storedRecurrence(
  { rule, trigger }: CapturedRecurrence,
  due: Due,
): NonNullable<CapturedTask['recurrence']> {
  // What counts from completion has no day to keep to.
  if (trigger === 'completion') return { rule, trigger: { kind: 'on_completion', anchor: 'completion' } };
  const start = due.kind === 'date' ? due.date : due.local;
  return { rule: pinned({ rule, start }), trigger: { kind: 'on_completion', anchor: 'due' } };
}
