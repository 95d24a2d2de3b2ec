import type { Task } from '#core/task/task.ts';

let made = 0;

/** A task for tests, with what a test cares about. */
export function sampleTask(over: Partial<Task> = {}): Task {
  made += 1;
  const at = '2026-11-21T10:00:00.000Z';
  return {
    id: `task_01jd8xv0q5e3t8h2w6m4k9${String(made).padStart(4, '0')}`,
    listId: 'inbox',
    parentId: null,
    title: `Task ${made}`,
    notes: '',
    status: 'open',
    priority: 'none',
    tags: [],
    due: null,
    reminders: [],
    series: null,
    orderKey: `a${made}`,
    version: 1,
    createdAt: at,
    updatedAt: at,
    completedAt: null,
    deletedAt: null,
    ...over,
  };
}
