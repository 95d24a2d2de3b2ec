import type { List } from '#core/list/list.ts';
import type { lists } from './schema.ts';

/** The list a row holds, without its counters. */
export function listFromRow(row: typeof lists.$inferSelect): List {
  const { userId: _user, openCount: _count, ...list } = row;
  return list;
}
