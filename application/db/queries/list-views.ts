import { and, eq, isNull } from 'drizzle-orm';
import type { SavedView } from '#core/view/view.ts';
import type { Database } from '../database.ts';
import { views } from '../schema.ts';

/** A user's saved views, in their order; deleted ones not. */
export async function listViews(db: Database, userId: string): Promise<SavedView[]> {
  const rows = await db
    .select()
    .from(views)
    .where(and(eq(views.userId, userId), isNull(views.deletedAt)))
    .orderBy(views.orderKey, views.id);
  return rows.map(({ userId: _user, ...view }) => view);
}
