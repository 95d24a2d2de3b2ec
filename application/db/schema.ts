import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { DATE_ORDERS } from '#core/language/frame.ts';
import { TASK_SORTS } from '#core/query/task-query.ts';
import type { Channel, Reminder } from '#core/reminder/reminder.ts';
import { SERIES_STATUSES, type Series } from '#core/series/series.ts';
import type { QuietHours } from '#core/settings/quiet-hours.ts';
import { instant, priorityRank } from './columns.ts';

// The tables as the program sees them. The truth about columns, indexes and why they are there is in migrations/;
// a check compares the two.

export const events = sqliteTable('events', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull(),
  userId: text('user_id').notNull(),
  aggregateId: text('aggregate_id').notNull(),
  version: integer().notNull(),
  type: text().notNull(),
  actor: text({ mode: 'json' }).$type<unknown>().notNull(),
  correlationId: text('correlation_id').notNull(),
  trace: text(),
  data: text({ mode: 'json' }).$type<unknown>().notNull(),
  occurredAt: instant('occurred_at').notNull(),
});

export const requestKeys = sqliteTable('request_keys', {
  userId: text('user_id').notNull(),
  key: text().notNull(),
  requestHash: text('request_hash').notNull(),
  answer: text({ mode: 'json' }).$type<unknown>().notNull(),
  createdAt: instant('created_at').notNull(),
});

export const logState = sqliteTable('log_state', {
  id: integer().primaryKey(),
  epoch: text().notNull(),
  prunedThrough: integer('pruned_through').notNull(),
});

export const cursors = sqliteTable('cursors', {
  consumer: text().primaryKey(),
  seq: integer().notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const tasks = sqliteTable('tasks', {
  userId: text('user_id').notNull(),
  id: text().notNull(),
  listId: text('list_id').notNull(),
  parentId: text('parent_id'),
  title: text().notNull(),
  notes: text().notNull(),
  status: text({ enum: ['open', 'completed'] }).notNull(),
  priority: priorityRank().notNull(),
  tags: text({ mode: 'json' }).$type<string[]>().notNull(),
  reminders: text({ mode: 'json' }).$type<Reminder[]>().notNull(),
  dueKind: text('due_kind', { enum: ['date', 'floating', 'fixed'] }),
  dueWall: text('due_wall'),
  dueZone: text('due_zone'),
  dueAt: integer('due_at'),
  zoneVersion: integer('zone_version'),
  orderKey: text('order_key').notNull(),
  searchText: text('search_text').notNull(),
  version: integer().notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  completedAt: instant('completed_at'),
  deletedAt: instant('deleted_at'),
  seriesId: text('series_id'),
  seriesSlot: text('series_slot'),
});

export const lists = sqliteTable(
  'lists',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    name: text().notNull(),
    orderKey: text('order_key').notNull(),
    openCount: integer('open_count').notNull(),
    version: integer().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    archivedAt: instant('archived_at'),
    deletedAt: instant('deleted_at'),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const views = sqliteTable(
  'views',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    name: text().notNull(),
    query: text().notNull(),
    sort: text({ enum: TASK_SORTS }),
    order: text({ enum: ['asc', 'desc'] }),
    orderKey: text('order_key').notNull(),
    version: integer().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    deletedAt: instant('deleted_at'),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const firings = sqliteTable(
  'firings',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    reminderId: text('reminder_id').notNull(),
    taskId: text('task_id').notNull(),
    title: text().notNull(),
    channels: text({ mode: 'json' }).$type<Channel[]>().notNull(),
    plannedAt: instant('planned_at').notNull(),
    scheduledAt: instant('scheduled_at').notNull(),
    firedAt: instant('fired_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    readAt: instant('read_at'),
    version: integer().notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const series = sqliteTable(
  'series',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    status: text({ enum: SERIES_STATUSES }).notNull(),
    rule: text().notNull(),
    start: text().notNull(),
    zone: text(),
    trigger: text({ mode: 'json' }).$type<Series['trigger']>().notNull(),
    current: text({ mode: 'json' }).$type<Series['current']>().notNull(),
    previous: text({ mode: 'json' }).$type<NonNullable<Series['previous']>>(),
    withdrawn: text({ mode: 'json' }).$type<NonNullable<Series['withdrawn']>>(),
    made: integer().notNull(),
    next: text(),
    exceptions: text({ mode: 'json' }).$type<string[]>().notNull(),
    aside: text({ mode: 'json' }).$type<NonNullable<Series['aside']>>(),
    version: integer().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const settings = sqliteTable('settings', {
  userId: text('user_id').primaryKey(),
  zone: text().notNull(),
  locale: text().notNull(),
  weekStart: integer('week_start').notNull(),
  keptTags: text('kept_tags', { mode: 'json' }).$type<string[]>().notNull(),
  morning: text().notNull(),
  defaultLeadMinutes: integer('default_lead_minutes'),
  reminderChannels: text('reminder_channels', { mode: 'json' }).$type<Channel[]>().notNull(),
  quietHours: text('quiet_hours', { mode: 'json' }).$type<QuietHours>(),
  isTitleInPush: integer('is_title_in_push', { mode: 'boolean' }).notNull(),
  noon: text(),
  afternoon: text(),
  endOfDay: text('end_of_day'),
  evening: text(),
  night: text(),
  dateOrder: text('date_order', { enum: DATE_ORDERS }),
  version: integer().notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const taskTags = sqliteTable(
  'task_tags',
  {
    userId: text('user_id').notNull(),
    tag: text().notNull(),
    taskId: text('task_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.tag, table.taskId] })],
);

export const tags = sqliteTable(
  'tags',
  {
    userId: text('user_id').notNull(),
    tag: text().notNull(),
    total: integer().notNull(),
    openCount: integer('open_count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.tag] })],
);

export const timers = sqliteTable(
  'timers',
  {
    userId: text('user_id').notNull(),
    kind: text({ enum: ['ring', 'occur', 'push', 'claim', 'notify', 'rederive', 'revoke', 'erase'] }).notNull(),
    ref: text().notNull(),
    fireAt: instant('fire_at').notNull(),
    settingsVersion: integer('settings_version'),
    attempts: integer().notNull(),
    parkedAt: instant('parked_at'),
    lastError: text('last_error'),
    plannedAt: instant('planned_at'),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind, table.ref] })],
);
