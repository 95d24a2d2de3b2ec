import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { DELIVERY_STATUSES } from '#core/delivery/delivery.ts';
import { CHANNELS } from '#core/reminder/reminder.ts';
import { instant } from './columns.ts';

// The tables of deliveries. The truth about them is in migrations/0007_deliveries.sql; a check compares the two.

export const deliveries = sqliteTable(
  'deliveries',
  {
    userId: text('user_id').notNull(),
    reminderId: text('reminder_id').notNull(),
    firingId: text('firing_id').notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    destination: text().notNull(),
    status: text({ enum: DELIVERY_STATUSES }).notNull(),
    messageId: text('message_id'),
    nextAttemptAt: instant('next_attempt_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  ({ userId, reminderId, firingId, channel, destination }) => [
    primaryKey({ columns: [userId, reminderId, firingId, channel, destination] }),
  ],
);

export const deliveryAttempts = sqliteTable(
  'delivery_attempts',
  {
    userId: text('user_id').notNull(),
    reminderId: text('reminder_id').notNull(),
    firingId: text('firing_id').notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    destination: text().notNull(),
    at: instant().notNull(),
    code: integer(),
    error: text(),
    lateMs: integer('late_ms').notNull(),
  },
  ({ userId, reminderId, firingId, channel, destination, at }) => [
    primaryKey({ columns: [userId, reminderId, firingId, channel, destination, at] }),
  ],
);

export const pushSubscriptions = sqliteTable(
  'push_subscriptions',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    sessionId: text('session_id').notNull(),
    name: text().notNull(),
    endpoint: text().notNull(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);
