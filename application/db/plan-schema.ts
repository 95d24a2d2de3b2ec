import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ConfirmationReason } from '#core/plan/confirmation.ts';
import { instant } from './columns.ts';

// The table of plans. The truth about it is in migrations/0011_plans.sql; a check compares the two.

export const plans = sqliteTable(
  'plans',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    tool: text().notNull(),
    input: text({ mode: 'json' }).$type<unknown>().notNull(),
    commands: text({ mode: 'json' }).$type<unknown>().notNull(),
    preview: text({ mode: 'json' }).$type<unknown>().notNull(),
    fingerprint: text().notNull(),
    confirmation: text().$type<ConfirmationReason>(),
    conversationId: text('conversation_id'),
    actor: text({ mode: 'json' }).$type<unknown>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    appliedAt: instant('applied_at'),
    correlationId: text('correlation_id'),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);
