import type { Instant } from '../instant.ts';

/** What only the schedule asks for: a reminder whose moment has come. */
export interface RingReminder {
  type: 'reminder.ring';
  taskId: string;
  reminderId: string;
  /** The moment of the plan. */
  plannedAt: Instant;
}
