import { and, count, desc, eq, isNull } from 'drizzle-orm';
import type { NotificationsPage, NotificationsQuery } from '#core/query/reminders-query.ts';
import type { Database } from '../database.ts';
import { firings } from '../schema.ts';
import { positionFrom, queryPosition } from './read-position.ts';

/** One page of what rang, newest first, how much there is in all, and how much of it is unread. */
export async function listNotifications(
  db: Database,
  userId: string,
  query: NotificationsQuery,
): Promise<NotificationsPage> {
  const unread = and(eq(firings.userId, userId), isNull(firings.readAt));
  const where = query.unread === true ? unread : eq(firings.userId, userId);
  const [positions, totals, unreadTotals, rows] = await db.batch([
    queryPosition(db, userId),
    db.select({ total: count() }).from(firings).where(where),
    db.select({ total: count() }).from(firings).where(unread),
    db
      .select()
      .from(firings)
      .where(where)
      .orderBy(desc(firings.firedAt), desc(firings.id))
      .limit(query.per_page)
      .offset((query.page - 1) * query.per_page),
  ]);
  const { seq, epoch } = positionFrom(positions);
  return {
    notifications: rows.map(({ userId: _user, ...firing }) => firing),
    total: totals[0]?.total ?? 0,
    unread: unreadTotals[0]?.total ?? 0,
    page: query.page,
    perPage: query.per_page,
    seq,
    epoch,
  };
}
