import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ENGINES } from '#core/chat/chat-event.ts';
import { instant } from './columns.ts';

// The tables of the chat. The truth about them is in migrations/0015_chat.sql; a check compares the two.

export const conversations = sqliteTable(
  'conversations',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    title: text().notNull(),
    dialogue: text({ mode: 'json' }).$type<unknown>().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const chatTurns = sqliteTable(
  'chat_turns',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    conversationId: text('conversation_id').notNull(),
    position: integer().notNull(),
    text: text().notNull(),
    request: text({ mode: 'json' }).$type<unknown>().notNull(),
    events: text({ mode: 'json' }).$type<unknown>().notNull(),
    engine: text({ enum: ENGINES }),
    sent: text({ mode: 'json' }).$type<unknown>(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const chatSettings = sqliteTable('chat_settings', {
  userId: text('user_id').primaryKey(),
  isModelOn: integer('is_model_on', { mode: 'boolean' }).notNull(),
  keepDays: integer('keep_days').notNull(),
  usedOn: text('used_on').notNull(),
  requestsUsed: integer('requests_used').notNull(),
  tokensUsed: integer('tokens_used').notNull(),
});
