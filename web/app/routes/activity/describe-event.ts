import type { Actor } from '#core/log/actor.ts';
import type {
  LoggedEvent,
  LoggedFiringEvent,
  LoggedListEvent,
  LoggedSettingsEvent,
  LoggedTaskEvent,
  LoggedViewEvent,
} from '#core/log/event.ts';
import type { Task } from '#core/task/task.ts';
import {
  type ActivityContext,
  type Change,
  changedTaskFields,
  listChanges,
  settingsChanges,
  type TaskField,
  taskChanges,
  viewChanges,
} from './change-values.ts';
import { describeDeliveryEvent } from './describe-delivery-event.ts';
import { describeSeriesEvent } from './describe-series-event.ts';

/** Which picture stands before it. */
export type EventIcon =
  | 'added'
  | 'changed'
  | 'moved'
  | 'completed'
  | 'reopened'
  | 'deleted'
  | 'restored'
  | 'reminder'
  | 'repeat'
  | 'settings';

/** What it was done to. A task or list is a link as long as it can be opened. */
export type Subject =
  | { kind: 'task'; id: string; text: string; isGone: boolean }
  | { kind: 'list'; id: string; text: string; isGone: boolean }
  | { kind: 'view'; id: string; text: string; isGone: boolean }
  | { kind: 'series'; id: string; text: string; isGone: boolean }
  | null;

/** One event as a sentence, “You moved Pack for Lisbon to the trash”, and what it changed. */
export interface EventWords {
  icon: EventIcon;
  /** In the past tense, ready for the subject to follow. */
  action: string;
  subject: Subject;
  /** What follows the subject: `to the trash`. */
  tail: string;
  changes: Change[];
}

/** Says in words what happened. Every type of the catalogue has its sentence: a new one does not compile without. */
export function describeEvent(event: LoggedEvent, ctx: ActivityContext): EventWords {
  switch (event.type) {
    case 'task.created':
      return onTask(event, 'added', event.data.after.parentId ? 'added … as a subtask' : 'added', []);
    case 'task.updated':
      return onTask(event, 'changed', updateVerb(event), changesOf(event, ctx));
    case 'task.moved':
      return onTask(event, 'moved', moveVerb(event), changesOf(event, ctx));
    case 'task.completed':
      return onTask(event, 'completed', 'completed', changesOf(event, ctx));
    case 'task.reopened':
      return onTask(event, 'reopened', 'reopened', changesOf(event, ctx));
    case 'task.deleted':
      return onTask(event, 'deleted', 'moved … to the trash', changesOf(event, ctx));
    case 'task.restored':
      return onTask(event, 'restored', 'took … out of the trash', changesOf(event, ctx));
    case 'task.purged':
      return onTask(event, 'deleted', 'erased … for good', []);
    case 'reminder.scheduled':
      return onTask(event, 'reminder', 'set a reminder for', []);
    case 'reminder.moved':
      return onTask(event, 'reminder', 'changed a reminder of', []);
    case 'reminder.cancelled':
      return onTask(event, 'reminder', 'cancelled a reminder of', []);
    case 'reminder.snoozed':
      return onTask(event, 'reminder', 'snoozed', []);
    case 'reminder.fired':
      return onFiring(event, 'reminded of');
    case 'reminder.acknowledged':
      return onFiring(event, 'took notice of the reminder of');
    case 'reminder.read':
      return onFiring(event, 'read the reminder of');
    case 'notification.due':
    case 'notification.sent':
    case 'notification.failed':
    case 'notification.dead_lettered':
    case 'reminder.suppressed':
      return describeDeliveryEvent(event);
    case 'recurrence.created':
    case 'recurrence.updated':
    case 'recurrence.paused':
    case 'recurrence.resumed':
    case 'recurrence.stopped':
    case 'recurrence.finished':
    case 'recurrence.occurrence_created':
    case 'recurrence.occurrence_skipped':
    case 'recurrence.occurrence_withdrawn':
      return describeSeriesEvent(event);
    case 'list.created':
      return onList(event, 'added', 'made the list');
    case 'list.renamed':
      return onList(event, 'changed', 'renamed the list');
    case 'list.moved':
      return onList(event, 'moved', 'moved the list');
    case 'list.archived':
      return onList(event, 'moved', 'archived the list');
    case 'list.unarchived':
      return onList(event, 'restored', 'unarchived the list');
    case 'list.deleted':
      return onList(event, 'deleted', 'deleted the list');
    case 'list.restored':
      return onList(event, 'restored', 'brought back the list');
    case 'view.created':
      return onView(event, 'added', 'saved the view');
    case 'view.updated':
      return onView(event, 'changed', 'changed the view');
    case 'view.moved':
      return onView(event, 'moved', 'moved the view');
    case 'view.deleted':
      return onView(event, 'deleted', 'deleted the view');
    case 'view.restored':
      return onView(event, 'restored', 'brought back the view');
    case 'settings.created':
      return { icon: 'settings', action: 'set up the time zone and language', subject: null, tail: '', changes: [] };
    case 'settings.updated':
      return {
        icon: 'settings',
        action: settingsVerb(event),
        subject: null,
        tail: '',
        changes: settingsChanges(event.data.before, event.data.after, ctx),
      };
    case 'account.created':
      return { icon: 'added', action: 'made this account', subject: null, tail: '', changes: [] };
    case 'account.tasks_erased':
    case 'account.deleted':
      return { icon: 'deleted', action: 'deleted this account', subject: null, tail: '', changes: [] };
  }
}

/** Who did it, at the start of a sentence. */
export function actorWords({ kind, client }: Actor): string {
  if (kind === 'system') return 'Carillon';
  if (kind === 'agent') return client.startsWith('mcp:') ? `Agent “${client.slice('mcp:'.length)}”` : 'The assistant';
  return client.startsWith('api:') ? `API token “${client.slice('api:'.length)}”` : 'You';
}

/** @param verb with `…` where the subject stands, unless that is at its end */
function onTask(event: LoggedTaskEvent, icon: EventIcon, verb: string, changes: Change[]): EventWords {
  const { id, title } = event.data.after;
  const subject = { kind: 'task', id, text: title, isGone: event.type === 'task.purged' } as const;
  return { icon, ...sentence(verb), subject, changes };
}

function sentence(verb: string): { action: string; tail: string } {
  const [action = '', tail = ''] = verb.split(' … ');
  return { action, tail };
}

function onFiring(event: LoggedFiringEvent, action: string): EventWords {
  const { taskId, title } = event.data.after;
  return {
    icon: 'reminder',
    action,
    subject: { kind: 'task', id: taskId, text: title, isGone: false },
    tail: '',
    changes: [],
  };
}

function changesOf(event: LoggedTaskEvent, ctx: ActivityContext): Change[] {
  return taskChanges(event.data.before, event.data.after, ctx);
}

function onList(event: LoggedListEvent, icon: EventIcon, action: string): EventWords {
  const { id, name } = event.data.after;
  const isGone = event.data.after.deletedAt !== null;
  return {
    icon,
    action,
    subject: { kind: 'list', id, text: name, isGone },
    tail: '',
    changes: listChanges(event.data.before, event.data.after),
  };
}

function onView(event: LoggedViewEvent, icon: EventIcon, action: string): EventWords {
  const { id, name, deletedAt } = event.data.after;
  const subject = { kind: 'view', id, text: name, isGone: deletedAt !== null } as const;
  return { icon, action, subject, tail: '', changes: viewChanges(event.data.before, event.data.after) };
}

/** One field has a verb of its own; several are “changed”. */
function updateVerb({ data: { before, after } }: LoggedTaskEvent): string {
  const [field, ...others] = changedTaskFields(before);
  return field === undefined || others.length > 0 ? 'changed' : fieldVerb(field, before, after);
}

function fieldVerb(field: TaskField, before: Partial<Task> | null, after: Task): string {
  switch (field) {
    case 'title':
      return 'renamed';
    case 'notes':
      return before?.notes === '' ? 'wrote notes on' : 'edited the notes of';
    case 'priority':
      return 'changed the priority of';
    case 'tags':
      return tagVerb(before?.tags ?? [], after.tags);
    case 'due':
      if (after.due === null) return 'removed the due date of';
      return before?.due === null ? 'set a due date for' : 'moved the due date of';
    case 'listId':
    case 'parentId':
      return 'moved';
  }
}

function tagVerb(before: readonly string[], after: readonly string[]): string {
  if (before.every((tag) => after.includes(tag))) return 'tagged';
  if (after.every((tag) => before.includes(tag))) return 'took a tag off';
  return 'changed the tags of';
}

function moveVerb({ data: { before, after } }: LoggedTaskEvent): string {
  if (before && 'parentId' in before) return after.parentId ? 'made … a subtask' : 'made … a task of its own';
  return before && 'listId' in before ? 'moved' : 'changed the place of';
}

function settingsVerb({ data: { before } }: LoggedSettingsEvent): string {
  const fields = Object.keys(before ?? {});
  if (fields.length !== 1) return 'changed the settings';
  switch (fields[0]) {
    case 'zone':
      return 'changed the time zone';
    case 'locale':
      return 'changed the language';
    case 'weekStart':
      return 'changed the first day of the week';
    case 'keptTags':
      return 'changed which tags are kept';
    default:
      return 'changed the settings';
  }
}
