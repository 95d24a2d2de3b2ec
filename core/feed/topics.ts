import type { EventType } from '../log/event.ts';

/**
 * The topics of the cluster, without the prefix that a deployment may set. Only the mirror writes them, but for the two
 * dead-letter topics, where every reader puts what it cannot read.
 *
 * - `task-events`: what happened to tasks, lists, views, series, settings and accounts. Key: user id.
 * - `reminders`: what rings, and what wakes the notifier. Key: user id.
 * - `task-updates`: the latest state of each task, compacted; a tombstone when it is deleted. Key: `<user id>/<task id>`.
 * - `notification-events`: what was sent, failed or was given up. Key: user id.
 */
export const TOPICS = [
  'task-events',
  'reminders',
  'task-updates',
  'notification-events',
  'dlq.task-events',
  'dlq.reminders',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Where an event goes. Exhaustive: an event type without a topic does not compile. */
export function topicOf(type: EventType): Exclude<Topic, 'task-updates' | `dlq.${string}`> {
  switch (type) {
    case 'task.created':
    case 'task.updated':
    case 'task.moved':
    case 'task.completed':
    case 'task.reopened':
    case 'task.deleted':
    case 'task.restored':
    case 'task.purged':
    case 'list.created':
    case 'list.renamed':
    case 'list.moved':
    case 'list.archived':
    case 'list.unarchived':
    case 'list.deleted':
    case 'list.restored':
    case 'view.created':
    case 'view.updated':
    case 'view.moved':
    case 'view.deleted':
    case 'view.restored':
    case 'recurrence.created':
    case 'recurrence.updated':
    case 'recurrence.paused':
    case 'recurrence.resumed':
    case 'recurrence.stopped':
    case 'recurrence.finished':
    case 'recurrence.occurrence_created':
    case 'recurrence.occurrence_skipped':
    case 'recurrence.occurrence_withdrawn':
    case 'settings.created':
    case 'settings.updated':
    case 'account.created':
    case 'account.tasks_erased':
    case 'account.deleted':
      return 'task-events';
    case 'reminder.scheduled':
    case 'reminder.moved':
    case 'reminder.cancelled':
    case 'reminder.snoozed':
    case 'reminder.fired':
    case 'reminder.acknowledged':
    case 'reminder.read':
    case 'reminder.suppressed':
    case 'notification.due':
      return 'reminders';
    case 'notification.sent':
    case 'notification.failed':
    case 'notification.dead_lettered':
      return 'notification-events';
  }
}
