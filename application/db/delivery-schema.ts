import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { DELIVERY_STATUSES } from '#core/delivery/delivery.ts';
import { MESSAGE_KINDS, OUTSIDE_CHANNELS } from '#core/delivery/delivery-notice.ts';
import { DELIVERY_REASONS } from '#core/delivery/delivery-reason.ts';
import { WEBHOOK_DISABLED_REASONS } from '#core/delivery/webhook.ts';
import { CHANNELS } from '#core/reminder/reminder.ts';
import { instant } from './columns.ts';

// The tables of deliveries. The truth about them is in migrations/ (0007, 0010); a check compares the two.

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
    version: integer().notNull().default(0),
    reason: text({ enum: DELIVERY_REASONS }),
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
    durationMs: integer('duration_ms'),
    answer: text(),
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

export const messages = sqliteTable(
  'messages',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    kind: text({ enum: MESSAGE_KINDS }).notNull(),
    channel: text({ enum: OUTSIDE_CHANNELS }).notNull(),
    destination: text().notNull(),
    lines: text({ mode: 'json' }).$type<[reminderId: string, firingId: string][]>().notNull(),
    status: text({ enum: DELIVERY_STATUSES }).notNull(),
    version: integer().notNull(),
    claim: text(),
    claimedUntil: instant('claimed_until'),
    attempts: integer().notNull(),
    firstAttemptAt: instant('first_attempt_at'),
    nextAttemptAt: instant('next_attempt_at'),
    isReplay: integer('is_replay', { mode: 'boolean' }).notNull().default(false),
    body: text(),
    secret: text(),
    expiresAt: instant('expires_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const webhooks = sqliteTable(
  'webhooks',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    tokenId: text('token_id'),
    name: text().notNull(),
    url: text().notNull(),
    secret: text().notNull(),
    previousSecret: text('previous_secret'),
    previousUntil: instant('previous_until'),
    disabledAt: instant('disabled_at'),
    disabledReason: text('disabled_reason', { enum: WEBHOOK_DISABLED_REASONS }),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const mailOptOuts = sqliteTable('mail_opt_outs', {
  userId: text('user_id').primaryKey(),
  createdAt: instant('created_at').notNull(),
});

export const notifiers = sqliteTable('notifiers', {
  channel: text({ enum: OUTSIDE_CHANNELS }).primaryKey(),
  consumer: text().notNull(),
  seenAt: instant('seen_at').notNull(),
});
