import { z } from 'zod';
import { type DeliveryNotice, DeliveryNoticeSchema } from '../delivery/delivery-notice.ts';
import { CorrelationIdSchema, EventIdSchema, SETTINGS_ID, TaskIdSchema, UserIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { type List, ListSchema } from '../list/list.ts';
import { type Firing, FiringSchema } from '../reminder/firing.ts';
import { type Series, SeriesSchema } from '../series/series.ts';
import { type Settings, SettingsSchema } from '../settings/settings.ts';
import { type Task, TaskSchema } from '../task/task.ts';
import { type SavedView, SavedViewSchema } from '../view/view.ts';
import { ActorSchema } from './actor.ts';

/** An event passes every pipe behind it (queues, Kafka, Dapr) only below this size, as UTF-8 JSON. */
export const MAX_EVENT_BYTES = 256 * 1024;

export const TASK_EVENT_TYPES = [
  'task.created',
  'task.updated',
  'task.moved',
  'task.completed',
  'task.reopened',
  'task.deleted',
  'task.restored',
  'task.purged',
  'reminder.scheduled',
  'reminder.moved',
  'reminder.cancelled',
  'reminder.snoozed',
] as const;
export const LIST_EVENT_TYPES = [
  'list.created',
  'list.renamed',
  'list.moved',
  'list.archived',
  'list.unarchived',
  'list.deleted',
  'list.restored',
] as const;
export const VIEW_EVENT_TYPES = [
  'view.created',
  'view.updated',
  'view.moved',
  'view.deleted',
  'view.restored',
] as const;
export const FIRING_EVENT_TYPES = ['reminder.fired', 'reminder.acknowledged', 'reminder.read'] as const;
export const SERIES_EVENT_TYPES = [
  'recurrence.created',
  'recurrence.updated',
  'recurrence.paused',
  'recurrence.resumed',
  'recurrence.stopped',
  'recurrence.finished',
  'recurrence.occurrence_created',
  'recurrence.occurrence_skipped',
  'recurrence.occurrence_withdrawn',
] as const;
export const SETTINGS_EVENT_TYPES = ['settings.created', 'settings.updated'] as const;
/**
 * What became of a ringing outside: `notification.due` wakes whoever delivers, `reminder.suppressed` says that it was
 * called off before it went.
 */
export const DELIVERY_EVENT_TYPES = [
  'notification.due',
  'notification.sent',
  'notification.failed',
  'notification.dead_lettered',
  'reminder.suppressed',
] as const;
/** `account.tasks_erased` says which tasks went with an account, before `account.deleted` says that all is gone. */
export const ACCOUNT_EVENT_TYPES = ['account.created', 'account.tasks_erased', 'account.deleted'] as const;
export const MAX_ERASED_TASK_IDS = 1000;

/** The catalogue: every type there is. Consumers rely on it, so a type is never renamed or given another meaning. */
export const EVENT_TYPES = [
  ...TASK_EVENT_TYPES,
  ...LIST_EVENT_TYPES,
  ...VIEW_EVENT_TYPES,
  ...FIRING_EVENT_TYPES,
  ...SERIES_EVENT_TYPES,
  ...SETTINGS_EVENT_TYPES,
  ...DELIVERY_EVENT_TYPES,
  ...ACCOUNT_EVENT_TYPES,
] as const;
export const EventTypeSchema = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof EventTypeSchema>;

// `before` holds only the fields that changed, with their old values; null where there was nothing before.
const taskData = z.strictObject({ after: TaskSchema, before: TaskSchema.partial().nullable() });
const listData = z.strictObject({ after: ListSchema, before: ListSchema.partial().nullable() });
const viewData = z.strictObject({ after: SavedViewSchema, before: SavedViewSchema.partial().nullable() });
const firingData = z.strictObject({ after: FiringSchema, before: FiringSchema.partial().nullable() });
const seriesData = z.strictObject({ after: SeriesSchema, before: SeriesSchema.partial().nullable() });
const settingsData = z.strictObject({ after: SettingsSchema, before: SettingsSchema.partial().nullable() });
// Without `before`: there is nothing to take back, and what it was tells the event before.
const deliveryData = z.strictObject({ after: DeliveryNoticeSchema });
const accountData = z.strictObject({ userId: UserIdSchema });
const tasksErasedData = z.strictObject({
  userId: UserIdSchema,
  taskIds: z.array(TaskIdSchema).max(MAX_ERASED_TASK_IDS),
});

/** What happened to one aggregate, before it has a place in the log. */
export type TaskEvent = {
  kind: 'task';
  type: (typeof TASK_EVENT_TYPES)[number];
  after: Task;
  before: Partial<Task> | null;
};
export type ListEvent = {
  kind: 'list';
  type: (typeof LIST_EVENT_TYPES)[number];
  after: List;
  before: Partial<List> | null;
};
export type ViewEvent = {
  kind: 'view';
  type: (typeof VIEW_EVENT_TYPES)[number];
  after: SavedView;
  before: Partial<SavedView> | null;
};
export type FiringEvent = {
  kind: 'firing';
  type: (typeof FIRING_EVENT_TYPES)[number];
  after: Firing;
  before: Partial<Firing> | null;
};
export type SeriesEvent = {
  kind: 'series';
  type: (typeof SERIES_EVENT_TYPES)[number];
  after: Series;
  before: Partial<Series> | null;
};
export type SettingsEvent = {
  kind: 'settings';
  type: (typeof SETTINGS_EVENT_TYPES)[number];
  after: Settings;
  before: Partial<Settings> | null;
};
export type DeliveryEvent = {
  kind: 'delivery';
  type: (typeof DELIVERY_EVENT_TYPES)[number];
  after: DeliveryNotice;
};
export type AccountEvent = { kind: 'account'; userId: string; version: number } & (
  | { type: 'account.created' | 'account.deleted' }
  | { type: 'account.tasks_erased'; taskIds: string[] }
);
export type DomainEvent =
  | TaskEvent
  | ListEvent
  | ViewEvent
  | FiringEvent
  | SeriesEvent
  | SettingsEvent
  | DeliveryEvent
  | AccountEvent;

const envelope = {
  /** Place in the log: commit order, across all users. */
  seq: z.int().positive(),
  id: EventIdSchema,
  aggregateId: z.string(),
  version: z.int().positive(),
  actor: ActorSchema,
  correlationId: CorrelationIdSchema,
  occurredAt: InstantSchema,
};

/** An event as readers get it (sync, live, activity): the envelope and what it says. */
export const LoggedEventSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ ...envelope, type: z.enum(TASK_EVENT_TYPES), data: taskData }),
    z.strictObject({ ...envelope, type: z.enum(LIST_EVENT_TYPES), data: listData }),
    z.strictObject({ ...envelope, type: z.enum(VIEW_EVENT_TYPES), data: viewData }),
    z.strictObject({ ...envelope, type: z.enum(FIRING_EVENT_TYPES), data: firingData }),
    z.strictObject({ ...envelope, type: z.enum(SERIES_EVENT_TYPES), data: seriesData }),
    z.strictObject({ ...envelope, type: z.enum(SETTINGS_EVENT_TYPES), data: settingsData }),
    z.strictObject({ ...envelope, type: z.enum(DELIVERY_EVENT_TYPES), data: deliveryData }),
    z.strictObject({ ...envelope, type: z.literal('account.tasks_erased'), data: tasksErasedData }),
    z.strictObject({ ...envelope, type: z.enum(['account.created', 'account.deleted']), data: accountData }),
  ])
  .meta({ id: 'Event' });

export type LoggedEvent = z.infer<typeof LoggedEventSchema>;

export type LoggedTaskEvent = Extract<LoggedEvent, { type: TaskEvent['type'] }>;
export type LoggedListEvent = Extract<LoggedEvent, { type: ListEvent['type'] }>;
export type LoggedViewEvent = Extract<LoggedEvent, { type: ViewEvent['type'] }>;
export type LoggedFiringEvent = Extract<LoggedEvent, { type: FiringEvent['type'] }>;
export type LoggedSeriesEvent = Extract<LoggedEvent, { type: SeriesEvent['type'] }>;
export type LoggedSettingsEvent = Extract<LoggedEvent, { type: SettingsEvent['type'] }>;
export type LoggedDeliveryEvent = Extract<LoggedEvent, { type: DeliveryEvent['type'] }>;

export function isTaskEvent(event: LoggedEvent): event is LoggedTaskEvent {
  return (TASK_EVENT_TYPES as readonly string[]).includes(event.type);
}

export function isListEvent(event: LoggedEvent): event is LoggedListEvent {
  return (LIST_EVENT_TYPES as readonly string[]).includes(event.type);
}

export function isViewEvent(event: LoggedEvent): event is LoggedViewEvent {
  return (VIEW_EVENT_TYPES as readonly string[]).includes(event.type);
}

export function isFiringEvent(event: LoggedEvent): event is LoggedFiringEvent {
  return (FIRING_EVENT_TYPES as readonly string[]).includes(event.type);
}

export function isSeriesEvent(event: LoggedEvent): event is LoggedSeriesEvent {
  return (SERIES_EVENT_TYPES as readonly string[]).includes(event.type);
}

export function isSettingsEvent(event: LoggedEvent): event is LoggedSettingsEvent {
  return (SETTINGS_EVENT_TYPES as readonly string[]).includes(event.type);
}

export function isDeliveryEvent(event: LoggedEvent): event is LoggedDeliveryEvent {
  return (DELIVERY_EVENT_TYPES as readonly string[]).includes(event.type);
}

/** The id of the aggregate an event belongs to. */
export function aggregateIdOf(event: DomainEvent): string {
  if (event.kind === 'account') return event.userId;
  return event.kind === 'settings' ? SETTINGS_ID : event.after.id;
}

export function versionOf(event: DomainEvent): number {
  return event.kind === 'account' ? event.version : event.after.version;
}

/** What the log stores as `data`. An account's event says nothing but whose it is: no address is ever in an event. */
export function dataOf(event: DomainEvent): unknown {
  switch (event.kind) {
    case 'account':
      return event.type === 'account.tasks_erased'
        ? { userId: event.userId, taskIds: event.taskIds }
        : { userId: event.userId };
    case 'delivery':
      return { after: event.after };
    default:
      return { after: event.after, before: event.before };
  }
}
