import type { Instant } from '../instant.ts';
import { changedFields } from '../log/changed-fields.ts';
import type { DomainEvent, TaskEvent } from '../log/event.ts';
import type { Task } from './task.ts';

/** The event that turns `task` into itself with `change`, or null when nothing would change. */
export function changeTask(task: Task, type: TaskEvent['type'], change: Partial<Task>, now: Instant): TaskEvent | null {
  const after: Task = { ...task, ...change, version: task.version + 1, updatedAt: now };
  const before = changedFields(task, after);
  return before === null ? null : { kind: 'task', type, after, before };
}

export function completeTask(task: Task, now: Instant): TaskEvent | null {
  return changeTask(task, 'task.completed', { status: 'completed', completedAt: task.completedAt ?? now }, now);
}

export function reopenTask(task: Task, now: Instant): TaskEvent | null {
  return changeTask(task, 'task.reopened', { status: 'open', completedAt: null }, now);
}

export function deleteTask(task: Task, now: Instant): TaskEvent | null {
  return changeTask(task, 'task.deleted', { deletedAt: task.deletedAt ?? now }, now);
}

/** Events without the places where nothing changed. */
export function onlyEvents<Event extends DomainEvent>(events: (Event | null)[]): Event[] {
  return events.filter((event) => event !== null);
}
