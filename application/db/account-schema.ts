import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Scope } from '#core/account/scope.ts';
import { instant } from './columns.ts';

// The tables of accounts. better-auth speaks Date and boolean, so its tables map those; ours keep to instants.

const date = (name: string) => integer(name, { mode: 'timestamp_ms' });

export const users = sqliteTable('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
  image: text(),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
});

export const sessions = sqliteTable('sessions', {
  id: text().notNull(),
  token: text().primaryKey(),
  userId: text('user_id').notNull(),
  expiresAt: date('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
});

export const credentials = sqliteTable('credentials', {
  id: text().primaryKey(),
  userId: text('user_id').notNull(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  password: text(),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
});

export const verifications = sqliteTable('verifications', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: date('expires_at').notNull(),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
});

export const apiTokens = sqliteTable('api_tokens', {
  hash: text().primaryKey(),
  id: text().notNull(),
  userId: text('user_id').notNull(),
  name: text().notNull(),
  prefix: text().notNull(),
  scopes: text({ mode: 'json' }).$type<Scope[]>().notNull(),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
});

export const attempts = sqliteTable('attempts', {
  key: text().primaryKey(),
  count: integer().notNull(),
  resetsAt: instant('resets_at').notNull(),
});
