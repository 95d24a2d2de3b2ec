import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import type { SeriesListQuery } from '#core/query/series-query.ts';
import type { Series } from '#core/series/series.ts';
import type { Database } from '../database.ts';
import { inJson } from '../json-rows.ts';
import { series, tasks } from '../schema.ts';
import { seriesFromRow } from '../series-row.ts';
import { positionFrom, queryPosition } from './read-position.ts';

/** The user's series among these ids, by id. */
export async function findSeriesByIds(
  db: Database,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, Series>> {
  const ours = and(eq(series.userId, userId), sql`${series.id} IN ${inJson(ids)}`);
  const rows = await db.select().from(series).where(ours);
  return new Map(rows.map((row) => [row.id, seriesFromRow(row)]));
}

/** One page of the user's series, those that make something first, then the newest, and how many there are in all. */
export async function listSeriesPage(db: Database, userId: string, query: SeriesListQuery) {
  const ours = eq(series.userId, userId);
  const where = query.status === undefined ? ours : and(ours, eq(series.status, query.status));
  const [positions, totals, rows] = await db.batch([
    queryPosition(db, userId),
    db.select({ total: count() }).from(series).where(where),
    db
      .select()
      .from(series)
      .where(where)
      .orderBy(sql`status IN ('stopped', 'finished')`, desc(series.createdAt), desc(series.id))
      .limit(query.per_page)
      .offset((query.page - 1) * query.per_page),
  ]);
  return { ...positionFrom(positions), total: totals[0]?.total ?? 0, series: rows.map(seriesFromRow) };
}

/** Series that make something more, as many as a page of projections looks at. */
export async function findActiveSeries(db: Database, userId: string, limit: number): Promise<Series[]> {
  const where = and(eq(series.userId, userId), eq(series.status, 'active'));
  const rows = await db.select().from(series).where(where).orderBy(series.id).limit(limit);
  return rows.map(seriesFromRow);
}

/** How many occurrences there are of each series, outside the trash, and how many of them are done. */
export async function countOccurrences(
  db: Database,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, { made: number; done: number }>> {
  const rows = await db
    .select({ id: tasks.seriesId, made: count(), done: sql<number>`sum(status = 'completed')` })
    .from(tasks)
    .where(and(eq(tasks.userId, userId), sql`series_id IN ${inJson(ids)}`, isNull(tasks.deletedAt)))
    .groupBy(tasks.seriesId);
  return new Map(rows.flatMap(({ id, made, done }) => (id === null ? [] : [[id, { made, done }] as const])));
}

/** The tasks that stand for slots of a series from one on, by slot. */
export async function findTasksBySlot(
  db: Database,
  userId: string,
  seriesId: string,
  from: string,
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: tasks.id, slot: tasks.seriesSlot })
    .from(tasks)
    .where(
      and(eq(tasks.userId, userId), eq(tasks.seriesId, seriesId), sql`series_slot >= ${from}`, isNull(tasks.deletedAt)),
    );
  return new Map(rows.flatMap(({ id, slot }) => (slot === null ? [] : [[slot, id] as const])));
}

/** The series that make something more and whose newest occurrence is one of these tasks. */
export async function findLiveSeriesAt(db: Database, userId: string, taskIds: readonly string[]): Promise<Series[]> {
  const live = sql`status IN ('active', 'paused') AND "current" ->> '$.taskId' IN ${inJson(taskIds)}`;
  const rows = await db
    .select()
    .from(series)
    .where(and(eq(series.userId, userId), live));
  return rows.map(seriesFromRow);
}
