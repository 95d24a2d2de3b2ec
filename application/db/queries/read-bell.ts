import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { BELL_SIZE, type Bell, type RungTask } from '#core/query/bell.ts';
import { MAX_VIEW_COUNT } from '#core/query/overview.ts';
import type { Database } from '../database.ts';
import { firings } from '../schema.ts';
import { findTasks } from './find-task.ts';
import { positionFrom, queryPosition } from './read-position.ts';

/** The bell of a user. Costs the same however much has rung and however much of it is unread. */
export async function readBell(db: Database, userId: string): Promise<Bell> {
  const ours = eq(firings.userId, userId);
  const unread = db
    .select({ one: sql`1`.as('one') })
    .from(firings)
    .where(and(ours, isNull(firings.readAt)))
    .limit(MAX_VIEW_COUNT)
    .as('unread');
  const newest = db
    .select()
    .from(firings)
    .where(ours)
    .orderBy(desc(firings.firedAt), desc(firings.id))
    .limit(BELL_SIZE);
  const [positions, rows, totals] = await db.batch([
    queryPosition(db, userId),
    newest,
    db.select({ total: count() }).from(unread),
  ]);
  const { seq, epoch } = positionFrom(positions);
  return {
    firings: rows.map(({ userId: _user, ...firing }) => firing),
    unread: totals[0]?.total ?? 0,
    tasks: await listRungTasks(
      db,
      userId,
      rows.map(({ taskId }) => taskId),
    ),
    seq,
    epoch,
  };
}

/** The tasks among these ids that are still there, as the bell shows them. */
export async function listRungTasks(db: Database, userId: string, taskIds: readonly string[]): Promise<RungTask[]> {
  if (taskIds.length === 0) return [];
  const tasks = await findTasks(db, userId, [...new Set(taskIds)]);
  return [...tasks.values()].map(({ id, title, status, due, reminders, completedAt, deletedAt, version }) => {
    return { id, title, status, due, reminders, completedAt, deletedAt, version };
  });
}
