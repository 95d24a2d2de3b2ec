import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ServiceScope } from '#core/account/service-token.ts';
import { instant } from './columns.ts';

// The tables of the feed. The truth about them is in migrations/0009_feed.sql; a check compares the two.

export const serviceTokens = sqliteTable('service_tokens', {
  hash: text().primaryKey(),
  id: text().notNull(),
  name: text().notNull(),
  scopes: text({ mode: 'json' }).$type<ServiceScope[]>().notNull(),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
});

export const feedConsumers = sqliteTable('feed_consumers', {
  consumer: text().primaryKey(),
  epoch: text().notNull(),
  seq: integer().notNull(),
  eventId: text('event_id'),
  stand: text({ enum: ['live', 'snapshot'] }).notNull(),
  snapshotSeq: integer('snapshot_seq'),
  leaseHash: text('lease_hash'),
  holder: text(),
  leasedUntil: instant('leased_until'),
  lastSeenAt: instant('last_seen_at').notNull(),
});

// migrations/0012_removed_tasks.sql
export const removedTasks = sqliteTable(
  'removed_tasks',
  {
    seq: integer().notNull(),
    userId: text('user_id').notNull(),
    taskId: text('task_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.seq, table.taskId] })],
);
