import { and, count, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { toInstant } from '#core/instant.ts';
import type { ActivityPage, ActivityQuery } from '#core/query/activity-query.ts';
import { addDays, startOfDayEpochMs } from '#core/time/local.ts';
import type { Database } from '../database.ts';
import { eventFromRow } from '../event-row.ts';
import { events } from '../schema.ts';
import { positionFrom, queryPosition } from './read-position.ts';

/** One page of what happened, newest first, and how much there is in all. */
export async function listActivity(
  db: Database,
  userId: string,
  query: ActivityQuery,
  zone: string,
): Promise<ActivityPage> {
  const where = and(...conditions(userId, query, zone));
  const [positions, totals, rows] = await db.batch([
    queryPosition(db, userId),
    db.select({ total: count() }).from(events).where(where),
    db
      .select()
      .from(events)
      .where(where)
      .orderBy(query.task === undefined ? desc(events.seq) : desc(events.version))
      .limit(query.per_page)
      .offset((query.page - 1) * query.per_page),
  ]);
  const { seq, epoch } = positionFrom(positions);
  return {
    events: rows.map(eventFromRow),
    total: totals[0]?.total ?? 0,
    page: query.page,
    perPage: query.per_page,
    seq,
    epoch,
  };
}

function conditions(userId: string, query: ActivityQuery, zone: string): SQL[] {
  const wanted = [eq(events.userId, userId)];
  if (query.task !== undefined) wanted.push(eq(events.aggregateId, query.task));
  if (query.type.length > 0) wanted.push(inArray(events.type, query.type));
  if (query.actor !== undefined) wanted.push(sql`${events.actor} ->> '$.kind' = ${query.actor}`);
  if (query.from !== undefined) wanted.push(gte(events.occurredAt, toInstant(startOfDayEpochMs(query.from, zone))));
  if (query.to !== undefined)
    wanted.push(lt(events.occurredAt, toInstant(startOfDayEpochMs(addDays(query.to, 1), zone))));
  return wanted;
}
