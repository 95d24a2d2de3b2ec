import { and, eq, isNull, sql } from 'drizzle-orm';
import { INBOX_ID } from '#core/ids.ts';
import type { ListWithCount } from '#core/query/overview.ts';
import type { Database } from '../database.ts';
import { listFromRow } from '../list-row.ts';
import { lists } from '../schema.ts';

/** A user's lists in their order, the Inbox first; archived ones included, deleted ones not. */
export function selectLists(db: Database, userId: string) {
  return db
    .select()
    .from(lists)
    .where(and(eq(lists.userId, userId), isNull(lists.deletedAt)))
    .orderBy(sql`${lists.id} <> ${INBOX_ID}`, lists.orderKey, lists.id);
}

export function listWithCount(row: typeof lists.$inferSelect): ListWithCount {
  return { ...listFromRow(row), openCount: row.openCount };
}

export async function listLists(db: Database, userId: string): Promise<ListWithCount[]> {
  return (await selectLists(db, userId)).map(listWithCount);
}
