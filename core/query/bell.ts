import type { Firing } from '../reminder/firing.ts';
import type { Task } from '../task/task.ts';

/** How many of the newest ringings a page is loaded with: what the panel of the bell shows. */
export const BELL_SIZE = 20;

/** What a toast and an entry of the bell need of the task that rang. Its notes are not among it: they may be long. */
export type RungTask = Pick<
  Task,
  'id' | 'title' | 'status' | 'due' | 'reminders' | 'completedAt' | 'deletedAt' | 'version'
>;

/** The bell as a page is loaded with it; for the whole history there is `NotificationsPage`. */
export interface Bell {
  /** The newest `BELL_SIZE`, newest first. */
  firings: Firing[];
  /** How many nobody has read; counting stops at `MAX_VIEW_COUNT`. */
  unread: number;
  /** The tasks of these firings, without those that are gone for good. */
  tasks: RungTask[];
  /** Where in the log all of this is true. */
  seq: number;
  epoch: string;
}
