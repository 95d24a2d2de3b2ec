import type { RungTask } from '#core/query/bell.ts';

/** Whether a reminder can still be put off: not when it was removed, or its task is done or gone. */
export function canSnooze(task: RungTask | null | undefined, reminderId: string): boolean {
  // Unknown as yet: it has only just rung, so it was there.
  if (task === undefined) return true;
  return isOpen(task) && task.reminders.some(({ id }) => id === reminderId);
}

/** Whether there is still something to be done. */
export function isOpen(task: RungTask | null): task is RungTask {
  return task !== null && task.status === 'open' && task.deletedAt === null;
}
