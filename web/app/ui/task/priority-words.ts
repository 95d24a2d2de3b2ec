import type { Priority } from '#core/task/task.ts';

/** How a priority is called. */
export const priorityWords: Readonly<Record<Priority, string>> = {
  none: 'No priority',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  urgent: 'Urgent',
};
